package io.photosync.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code ./mvnw verify -Pfuzz}: Jazzer in a process of its own for each target, so that one that ends is a finding too. What it found
 * lies in {@code target/fuzz} and belongs, once mended, into {@code src/test/resources/fuzz}.
 *
 * <p>{@code -Dfuzz.target=PHOTOS,DELTA_PAGES}: not all; {@code -Dfuzz.seconds=600}: not a minute each; {@code -Dfuzz.runs=1000000}: not
 * until the time is over.
 */
class FuzzRun {
    private static final long SECONDS = Long.getLong("fuzz.seconds", 60);
    private static final long RUNS = Long.getLong("fuzz.runs", -1);
    private static final Pattern EXECUTED = Pattern.compile("stat::number_of_executed_units:\\s*(\\d+)");
    /** What is led by coverage: our readers, and the libraries that they stand on. */
    private static final String LED_BY = String.join(
            ":",
            "io.photosync.**",
            "com.twelvemonkeys.**",
            "com.fasterxml.jackson.core.**",
            "com.google.gson.**",
            "com.microsoft.kiota.serialization.**");

    static List<FuzzTarget> targets() {
        String wanted = System.getProperty("fuzz.target", "");
        return wanted.isBlank()
                ? List.of(FuzzTarget.values())
                : Arrays.stream(wanted.split(",")).map(FuzzTarget::valueOf).toList();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void nothing_that_jazzer_thinks_of_breaks_a_rule_or_a_limit(FuzzTarget target) throws Exception {
        // Given
        Path folder = Files.createDirectories(Path.of("target", "fuzz", target.id()));
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path seeds = seeds(target, folder);
        Path log = folder.resolve("jazzer.log");

        // When
        Process jazzer = new ProcessBuilder(command(target, folder, corpus, seeds))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = jazzer.waitFor(SECONDS + 300, TimeUnit.SECONDS);
        if (!ended) {
            jazzer.destroyForcibly().waitFor();
        }

        // Then
        System.out.printf("fuzz %s: %s inputs, log %s%n", target.id(), executed(log), log);
        assertThat(ended).as("ended in time, see %s", log).isTrue();
        assertThat(jazzer.exitValue()).as("a rule was broken, see %s", log).isZero();
    }

    private static List<String> command(FuzzTarget target, Path folder, Path corpus, Path seeds) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dfuzz.target=" + target.name(),
                "-cp",
                classpath(),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + JazzerEntry.class.getName(),
                "--instrumentation_includes=" + LED_BY,
                "--keep_going=10",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-seed=1",
                "-timeout=60",
                "-rss_limit_mb=2500",
                "-max_len=" + target.limits().longestInput(),
                "-max_total_time=" + SECONDS,
                "-runs=" + RUNS,
                "-print_final_stats=1",
                corpus.toString(),
                seeds.toString());
    }

    /** Without JUnit: where Jazzer finds it, it looks for tests instead of beginning. */
    private static String classpath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().contains("junit"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path seeds(FuzzTarget target, Path folder) throws Exception {
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        List<byte[]> all = target.seeds();
        for (int i = 0; i < all.size(); i++) {
            Files.write(seeds.resolve("seed-" + i), all.get(i));
        }
        return seeds;
    }

    private static String executed(Path log) throws IOException {
        Matcher executed = EXECUTED.matcher(Files.readString(log));
        return executed.find() ? executed.group(1) : "an unknown number of";
    }
}
