package dev.millrace.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The load: wrk with 32 connections that ask for a list of paths in a shuffled order. */
record Wrk(Path script, int seconds) {

    static final Path BINARY = Path.of("/usr/bin/wrk");

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");

    static Wrk asking(Path folder, List<String> paths, int seconds) throws IOException {
        var list = paths.stream().map(p -> '"' + p + '"').collect(Collectors.joining(", "));
        var script = Files.createTempFile(folder, "wrk", ".lua");
        Files.writeString(
                script,
                """
                local paths = { %s }
                local requests = {}
                local i = 0
                init = function(args)
                    math.randomseed(os.time() + tonumber(tostring({}):sub(8)) %% 100000)
                    for n = #paths, 2, -1 do
                        local m = math.random(n)
                        paths[n], paths[m] = paths[m], paths[n]
                    end
                    for n, p in ipairs(paths) do requests[n] = wrk.format("GET", p) end
                end
                request = function()
                    i = i %% #requests + 1
                    return requests[i]
                end
                """
                        .formatted(list));
        return new Wrk(script, seconds);
    }

    /** Requests a second against one server. */
    double against(String url) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command(url)).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var rate = RATE.matcher(output);
        boolean clean = !output.contains("Non-2xx") && !output.contains("Socket errors");
        if (process.waitFor() != 0 || !rate.find() || !clean) {
            throw new IllegalStateException("wrk against " + url + " said: " + output);
        }
        return Double.parseDouble(rate.group(1));
    }

    List<String> command(String url) {
        return List.of(BINARY.toString(), "-t2", "-c32", "-d" + seconds + "s", "-s", script.toString(), url);
    }
}
