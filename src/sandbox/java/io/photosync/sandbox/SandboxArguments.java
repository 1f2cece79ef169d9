package io.photosync.sandbox;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A sandbox's settings as arguments of a command: {@code sandbox.people=500}; a port that is not named is a free one. */
final class SandboxArguments {
    private static final Set<String> KNOWN = Set.of(
            "sandbox.host",
            "sandbox.people",
            "sandbox.photo-change-notifies",
            "sandbox.folder",
            "sandbox.log",
            "sandbox.ports.kafka",
            "sandbox.ports.entra",
            "sandbox.ports.graph",
            "sandbox.ports.my-site",
            "sandbox.ports.admin");

    private final Map<String, String> values = new TreeMap<>();

    private SandboxArguments() {}

    /** @throws IllegalArgumentException that names the argument, the rule and the value got */
    static SandboxSettings read(String... arguments) {
        SandboxArguments read = new SandboxArguments();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts.length < 2 || !KNOWN.contains(parts[0])) {
                throw new IllegalArgumentException("arguments are name=value with one of "
                        + Stream.of(KNOWN.toArray()).sorted().toList() + ", got " + argument);
            }
            read.values.put(parts[0], parts[1]);
        }
        return read.settings();
    }

    private SandboxSettings settings() {
        return new SandboxSettings(
                new SandboxSettings.Ports(
                        number("sandbox.ports.kafka", 0, 65_535),
                        number("sandbox.ports.entra", 0, 65_535),
                        number("sandbox.ports.graph", 0, 65_535),
                        number("sandbox.ports.my-site", 0, 65_535),
                        number("sandbox.ports.admin", 0, 65_535)),
                values.getOrDefault("sandbox.host", SandboxSettings.LOCALHOST),
                number("sandbox.people", SandboxSettings.PEOPLE, 1_000_000),
                flag("sandbox.photo-change-notifies"),
                Optional.ofNullable(values.get("sandbox.folder")).map(Path::of),
                Optional.ofNullable(values.get("sandbox.log")).map(Path::of));
    }

    private int number(String name, int otherwise, int most) {
        String value = values.getOrDefault(name, Integer.toString(otherwise));
        if (!value.matches("[0-9]{1,7}") || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException("%s must be from 0 to %d, got %s".formatted(name, most, value));
        }
        return Integer.parseInt(value);
    }

    private boolean flag(String name) {
        String value = values.getOrDefault(name, "true");
        if (!Set.of("true", "false").contains(value)) {
            throw new IllegalArgumentException("%s must be true or false, got %s".formatted(name, value));
        }
        return Boolean.parseBoolean(value);
    }
}
