package io.photosync.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of {@code src/test/resources/samples}.
 *
 * @param subject folder and name up to the first dot; {@code x.json} has every field, {@code x.least.json} no optional one
 */
record Sample(String subject, String name, JsonNode json) {
    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final String LEAST = ".least";

    /** @return all below that folder, by name */
    static List<Sample> below(String folder) {
        Path root = Pins.SAMPLES.resolve(folder);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> read(root, file))
                    .sorted(Comparator.comparing(Sample::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sample read(Path root, Path file) {
        String path = root.relativize(file).toString();
        String name = path.substring(0, path.length() - ".json".length());
        int folder = name.lastIndexOf('/') + 1;
        int dot = name.indexOf('.', folder);
        try {
            return new Sample(dot < 0 ? name : name.substring(0, dot), name, PLAIN.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean complete() {
        return name.equals(subject);
    }

    boolean least() {
        return name.endsWith(LEAST);
    }
}
