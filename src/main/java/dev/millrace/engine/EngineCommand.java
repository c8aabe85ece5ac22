package dev.millrace.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The command line of an engine: limits, low priority, the sandbox where there is one, and a small Java machine.
 *
 * @param classpath what the engine may read
 * @param libraryCache where JavaCPP keeps the unpacked native libraries
 * @param config limits
 * @param sandboxed whether bubblewrap is put around it
 * @param fillCache whether it may write the library cache: the check at start does, no engine that meets media
 */
record EngineCommand(
        Set<Path> classpath, Path libraryCache, EngineConfig config, boolean sandboxed, boolean fillCache) {

    private static final String FILE_SIZE = "8589934592";
    private static final List<String> SYSTEM = List.of("/usr", "/etc/ld.so.cache", "/etc/alternatives");
    private static final List<String> USR_MERGE = List.of("bin", "lib", "lib64", "sbin");

    /** The whole command for an engine that reads {@code in} and writes {@code out}. */
    List<String> build(Path in, Path out) {
        var command = new ArrayList<String>();
        if (Tools.find("setsid") != null) {
            command.add(Tools.find("setsid").toString());
        }
        limits(command);
        if (sandboxed) {
            sandbox(command, in, out);
        }
        java(command);
        return command;
    }

    private void limits(List<String> command) {
        var prlimit = Tools.find("prlimit");
        if (prlimit != null) {
            command.addAll(List.of(
                    prlimit.toString(),
                    "--as=" + config.addressSpace().asLongValue(),
                    "--nofile=256",
                    "--core=0",
                    "--fsize=" + FILE_SIZE));
        }
        var nice = Tools.find("nice");
        if (nice != null) {
            command.addAll(List.of(nice.toString(), "-n", "10"));
        }
    }

    private void sandbox(List<String> command, Path in, Path out) {
        command.addAll(List.of(
                Tools.find("bwrap").toString(),
                "--unshare-all",
                "--die-with-parent",
                "--new-session",
                "--cap-drop",
                "ALL",
                "--clearenv"));
        // before what is bound: that may lie below /tmp
        command.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--size", "33554432", "--tmpfs", "/tmp"));
        for (var path : SYSTEM) {
            readOnly(command, Path.of(path));
        }
        for (var name : USR_MERGE) {
            if (Files.isSymbolicLink(Path.of("/", name))) {
                command.addAll(List.of("--symlink", "usr/" + name, "/" + name));
            } else {
                readOnly(command, Path.of("/", name));
            }
        }
        configurationOfJava().forEach(p -> readOnly(command, p));
        readOnly(command, javaHome());
        classpath.forEach(p -> readOnly(command, p));
        command.addAll(List.of(fillCache ? "--bind" : "--ro-bind", libraryCache.toString(), libraryCache.toString()));
        command.addAll(List.of("--ro-bind", in.toString(), Engine.SANDBOX_IN));
        command.addAll(List.of("--bind", out.toString(), Engine.SANDBOX_OUT));
        command.addAll(List.of("--chdir", "/"));
    }

    private void java(List<String> command) {
        command.addAll(List.of(
                javaHome().resolve("bin/java").toString(),
                "-Xmx" + config.heap().asLongValue(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:CompressedClassSpaceSize=64m",
                "-XX:ReservedCodeCacheSize=48m",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xshare:auto",
                "-Djava.io.tmpdir=/tmp",
                "-Dorg.bytedeco.javacpp.cachedir=" + libraryCache,
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-Dorg.bytedeco.javacpp.maxBytes=0",
                "-Dorg.bytedeco.javacpp.noPointerGC=true",
                "-cp",
                String.join(":", classpath.stream().map(Path::toString).toList()),
                "dev.millrace.engine.child.EngineMain"));
        if (config.hooks()) {
            command.add("hooks");
        }
    }

    private static void readOnly(List<String> command, Path path) {
        if (Files.exists(path)) {
            command.addAll(List.of("--ro-bind", path.toString(), path.toString()));
        }
    }

    private static Path javaHome() {
        return Path.of(System.getProperty("java.home")).toAbsolutePath();
    }

    /** Debian keeps parts of a JDK below /etc. */
    private static List<Path> configurationOfJava() {
        var found = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(Path.of("/etc"), "java-*")) {
            entries.forEach(found::add);
        } catch (java.io.IOException e) {
            return List.of();
        }
        return found;
    }
}
