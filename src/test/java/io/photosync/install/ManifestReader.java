package io.photosync.install;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** YAML into documents; a key that stands twice is an error. */
final class ManifestReader {
    static final Path ROOT = Path.of("k8s");

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private ManifestReader() {}

    static List<Manifest> read(String source, String yaml) {
        List<Manifest> documents = new ArrayList<>();
        try (JsonParser parser = YAML.createParser(yaml)) {
            while (parser.nextToken() != null) {
                documents.add(new Manifest(source, YAML.<JsonNode>readTree(parser)));
            }
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException("%s is no YAML: %s".formatted(source, e.getMessage()), e);
        }
    }

    static List<Manifest> read(Path file) {
        return read(file.toString(), text(file));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file below {@code k8s} whose name ends so. */
    static List<Path> files(String... endings) {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
