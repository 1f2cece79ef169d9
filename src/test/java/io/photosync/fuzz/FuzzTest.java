package io.photosync.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code -Dfuzz.inputs=N} and {@code -Dfuzz.seed=N} try others than those of every run. */
class FuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", 20261127);
    private static final Path BROKEN = Path.of("target", "fuzz");

    @ParameterizedTest
    @EnumSource
    void what_broke_a_rule_once_breaks_none_any_more(FuzzTarget target) throws Exception {
        for (Path found : found(target)) {
            try {
                Attempt.of(target, Files.readAllBytes(found));
            } catch (AssertionError broken) {
                throw new AssertionError(found + ": " + broken.getMessage(), broken);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_mutation_breaks_a_rule_or_a_limit(FuzzTarget target) throws Exception {
        // Given
        Map<String, String> broken = new TreeMap<>();
        Set<String> ends = new HashSet<>();
        List<byte[]> seeds = new ArrayList<>(target.seeds());
        for (byte[] seed : seeds) {
            ends.add(Attempt.of(target, seed));
        }
        Mutations mutations = new Mutations(seeds, SEED, target.limits().longestInput());

        // When
        for (int i = Integer.getInteger("fuzz.inputs", target.inputs()); i > 0; i--) {
            byte[] input = mutations.next();
            try {
                if (ends.add(Attempt.of(target, input))) {
                    mutations.keep(input);
                }
            } catch (AssertionError rule) {
                broken.computeIfAbsent(rule(rule), message -> kept(target, input));
            }
        }

        // Then
        assertThat(broken).as("rules broken, and the inputs that did").isEmpty();
        assertThat(ends).as("ways in which it ended").hasSizeGreaterThan(1);
    }

    /** Its beginning: the rest repeats the input. */
    private static String rule(AssertionError broken) {
        String message = String.valueOf(broken.getMessage());
        return message.length() <= 120 ? message : message.substring(0, 120) + "…";
    }

    private static List<Path> found(FuzzTarget target) throws Exception {
        if (!Files.isDirectory(target.found())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(target.found())) {
            return files.sorted().toList();
        }
    }

    private static String kept(FuzzTarget target, byte[] input) {
        try {
            Path folder = Files.createDirectories(BROKEN.resolve(target.id()));
            String name = HexFormat.of().toHexDigits(Arrays.hashCode(input));
            return Files.write(folder.resolve(name), input).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
