package dev.millrace.engine;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The jars and folders the engine needs, found where this process has them: in the packaged application, in a build
 * folder, or in the local repository. Only names are looked up; no native class is loaded here.
 */
final class EngineClasspath {

    private static final List<String> NEEDED = List.of(
            "dev/millrace/engine/child/EngineMain.class",
            "com/fasterxml/jackson/databind/ObjectMapper.class",
            "com/fasterxml/jackson/core/JsonFactory.class",
            "com/fasterxml/jackson/annotation/JsonTypeInfo.class",
            "org/bytedeco/javacpp/Loader.class",
            "org/bytedeco/ffmpeg/global/avutil.class",
            "org/bytedeco/ffmpeg/" + platform() + "-gpl/" + library("avutil"),
            "org/bytedeco/javacpp/" + platform() + "/" + library("jnijavacpp"));

    private EngineClasspath() {}

    /** In class path order. */
    static Set<Path> find() {
        var found = new LinkedHashSet<Path>();
        for (var name : NEEDED) {
            found.add(locate(name));
        }
        return found;
    }

    private static Path locate(String name) {
        URL url = Thread.currentThread().getContextClassLoader().getResource(name);
        if (url == null) {
            url = EngineClasspath.class.getClassLoader().getResource(name);
        }
        if (url == null) {
            throw new IllegalStateException("this build lacks " + name);
        }
        try {
            URLConnection connection = url.openConnection();
            if (connection instanceof JarURLConnection jar) {
                return Path.of(jar.getJarFileURL().toURI());
            }
            var file = Path.of(url.toURI());
            return file.getRoot()
                    .resolve(file.subpath(0, file.getNameCount() - Path.of(name).getNameCount()));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("cannot tell where " + url + " lies", e);
        }
    }

    private static String platform() {
        var name = System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT);
        var machine = System.getProperty("os.arch");
        var arch = machine.equals("aarch64") ? "arm64" : "x86_64";
        return (name.contains("mac") ? "macosx" : "linux") + "-" + arch;
    }

    /** Any file that is sure to lie in the platform's jar. */
    private static String library(String name) {
        boolean mac = platform().startsWith("macosx");
        return name.equals("avutil")
                ? (mac ? "libjniavutil.dylib" : "libjniavutil.so")
                : (mac ? "libjnijavacpp.dylib" : "libjnijavacpp.so");
    }
}
