package io.photosync.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of our classes, and what their sources say. */
final class SourceNames {
    /** Classes of libraries; and what looks like a class and is a property, a header, an attribute or a value. */
    private static final Set<String> FOREIGN = Set.of(
            "AzureChinaCloud",
            "Clock",
            "HttpOnly",
            "Kafka",
            "KafkaDockerWrapper",
            "MeterRegistry",
            "OOMKilled",
            "OpenAPI",
            "PictureURL",
            "Prefer",
            "Secure");

    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum) (\\w+)");

    private final Map<String, String> files;
    private final Set<String> types = new HashSet<>();

    private SourceNames(Map<String, String> files) {
        this.files = files;
        files.values().forEach(text -> TYPE.matcher(text).results().forEach(type -> types.add(type.group(1))));
    }

    static SourceNames read() {
        try (Stream<Path> sources = Files.walk(Path.of("src"))) {
            return new SourceNames(sources.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            ManifestReader::text,
                            // The sandbox shares names with the service.
                            String::concat)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param named a class, or a class and its method as in {@code Budget#pauseFor} */
    boolean know(String named) {
        String[] parts = named.split("#", 2);
        return parts.length < 2
                ? types.contains(named) || FOREIGN.contains(named)
                : files.getOrDefault(parts[0], "").contains(" " + parts[1] + "(");
    }
}
