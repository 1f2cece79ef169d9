package io.photosync.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All that can be rendered, by name: the overlays, and the base with no component, with each one, and with all. */
final class Kustomizations {
    private Kustomizations() {}

    static Map<String, List<Manifest>> all(Path scratch) {
        Map<String, List<Manifest>> rendered = new LinkedHashMap<>();
        for (String overlay : folders("overlays")) {
            rendered.put(
                    overlay,
                    Kustomize.render(ManifestReader.ROOT.resolve("overlays").resolve(overlay)));
        }
        List<String> components = folders("components");
        rendered.put("none", Kustomize.renderWith(scratch, List.of()));
        for (String component : components) {
            rendered.put(component, Kustomize.renderWith(scratch, List.of(component)));
        }
        rendered.put("all", Kustomize.renderWith(scratch, components));
        return rendered;
    }

    private static List<String> folders(String below) {
        try (Stream<Path> folders = Files.list(ManifestReader.ROOT.resolve(below))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
