package io.photosync.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every shell script, read by shellcheck where it is installed; {@code .ci/run} installs it. */
class ShellScriptsTest {

    @Test
    void shellcheck_has_nothing_to_say() throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "shellcheck"))),
                "shellcheck is not installed on this machine, so no script was checked (Debian: apt-get install shellcheck)");
        List<String> command = new ArrayList<>(List.of("shellcheck"));
        command.addAll(scripts());

        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).as(said).isZero();
    }

    private static List<String> scripts() throws IOException {
        List<String> scripts = new ArrayList<>(List.of("mvnw"));
        for (String folder : List.of(".ci", "deploy", "src/test/resources/deploy")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (isShell(file)) {
                        scripts.add(file.toString());
                    }
                }
            }
        }
        assertThat(scripts).contains("deploy/entra/setup.sh", ".ci/run");
        return scripts;
    }

    private static boolean isShell(Path file) throws IOException {
        byte[] start = new byte[30];
        try (var in = Files.newInputStream(file)) {
            int read = in.readNBytes(start, 0, start.length);
            String first = new String(start, 0, read, java.nio.charset.StandardCharsets.ISO_8859_1);
            return first.startsWith("#!")
                    && first.lines().findFirst().orElse("").matches(".*\\b(ba)?sh$");
        }
    }
}
