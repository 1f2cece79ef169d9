package io.photosync.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs {@code deploy/entra/setup.sh} against a tenant that is a folder, see {@code src/test/resources/deploy/az}. */
final class EntraSetup {
    private static final Path SCRIPT = Path.of("deploy/entra/setup.sh").toAbsolutePath();
    private static final Path FAKE = Path.of("src/test/resources/deploy").toAbsolutePath();

    private final Path tenant;
    private final Path work;

    EntraSetup(Path folder) throws IOException {
        this.tenant = Files.createDirectories(folder.resolve("tenant"));
        this.work = Files.createDirectories(folder.resolve("work"));
        fact("cloud", "AzureCloud");
        fact("tenant", "5eed0001-7e4a-4d0b-9c3e-0a11ce0b5eed");
    }

    /** Another tenant of the same state, which may be changed. */
    EntraSetup copy(Path folder) throws IOException {
        EntraSetup copy = new EntraSetup(folder);
        for (Path part : List.of(tenant, work)) {
            try (Stream<Path> files = Files.list(part)) {
                for (Path file : files.toList()) {
                    Path to = folder.resolve(part.getFileName()).resolve(file.getFileName());
                    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return copy;
    }

    /** What one run said, and how it ended. */
    record Run(int exit, String said) {}

    Run run(String... arguments) throws IOException, InterruptedException {
        Files.deleteIfExists(tenant.resolve("calls"));
        List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
        builder.environment().put("PATH", FAKE + ":" + System.getenv("PATH"));
        builder.environment().put("AZ_TENANT", tenant.toString());
        builder.environment().put("PHOTOSYNC_SETUP_PAUSE", "0");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("setup.sh does not end; it said: " + said);
        }
        return new Run(process.exitValue(), said);
    }

    /** The calls of az in the last run. */
    List<String> calls() throws IOException {
        return lines("calls");
    }

    /** Calls that change something. */
    List<String> changes() throws IOException {
        return calls().stream()
                .filter(call ->
                        call.matches("ad .*\\b(create|update|reset|add|delete|remove)\\b.*|rest --method (?!GET).*"))
                .toList();
    }

    void fact(String name, String value) throws IOException {
        Files.writeString(tenant.resolve(name), value + "\n");
    }

    List<String> lines(String fact) throws IOException {
        Path file = tenant.resolve(fact);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    Path file(String name) {
        return work.resolve(name);
    }
}
