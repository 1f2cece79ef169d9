package io.photosync.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code kubectl kustomize}, which asks no cluster. */
final class Kustomize {
    private Kustomize() {}

    static boolean available() {
        try {
            return run(List.of("kubectl", "kustomize", "--help")).status() == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** What a folder with a kustomization comes to. */
    static List<Manifest> render(Path folder) {
        Ended ended = run(List.of("kubectl", "kustomize", folder.toString()));
        if (ended.status() != 0) {
            throw new IllegalStateException("kubectl kustomize %s: %s".formatted(folder, ended.output()));
        }
        return ManifestReader.read(folder.toString(), ended.output());
    }

    /** The base with these components, as an overlay that does nothing else. */
    static List<Manifest> renderWith(Path scratch, List<String> components) {
        try {
            Path folder = Files.createDirectories(
                    scratch.resolve(components.isEmpty() ? "none" : String.join("-", components)));
            Path root = folder.toAbsolutePath().relativize(ManifestReader.ROOT.toAbsolutePath());
            StringBuilder text = new StringBuilder("namespace: photosync\nresources: [%s/base]\n".formatted(root));
            components.forEach(component -> text.append(text.indexOf("components:") < 0 ? "components:\n" : "")
                    .append("  - %s/components/%s\n".formatted(root, component)));
            Files.writeString(folder.resolve("kustomization.yaml"), text);
            return render(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Ended(int status, String output) {}

    private static Ended run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
