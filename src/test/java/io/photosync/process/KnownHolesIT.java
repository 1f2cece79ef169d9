package io.photosync.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.photosync.process.KnownHoles.Hole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asks nobody: the list is committed, and says how old it is. */
class KnownHolesIT {
    private static final Path LIBRARIES = Path.of("target", "quarkus-app", "lib");
    private static final int OLD_AFTER_DAYS = 90;

    @Test
    void no_library_that_is_shipped_has_a_known_hole_but_those_that_are_none_of_ours() throws IOException {
        List<String> libraries = libraries();

        assertThat(KnownHoles.read().holes())
                .filteredOn(hole -> !hole.stands())
                .allSatisfy(hole -> assertThat(libraries).as("%s", hole.id()).noneMatch(hole::isIn));
    }

    /** A library that was renamed or left out would otherwise pass for mended. */
    @Test
    void each_line_of_the_list_is_about_something_that_is_shipped() throws IOException {
        List<String> libraries = libraries();

        assertThat(KnownHoles.read().holes()).isNotEmpty().allSatisfy(hole -> assertThat(libraries)
                .as("%s", hole)
                .anyMatch(library -> hole.version(library).isPresent()));
    }

    @Test
    void a_hole_that_stands_is_open_still() throws IOException {
        List<String> libraries = libraries();

        assertThat(KnownHoles.read().holes())
                .filteredOn(Hole::stands)
                .allSatisfy(hole -> assertThat(libraries).as("%s", hole.id()).anyMatch(hole::isIn));
    }

    /** Skipped with a word, not failed: an old version of ours does not become red by itself. */
    @Test
    void the_list_is_not_old() throws IOException {
        LocalDate asOf = KnownHoles.read().asOf();

        assumeTrue(
                asOf.plusDays(OLD_AFTER_DAYS).isAfter(LocalDate.now()),
                () -> "known-holes.txt is of %s, older than %d days: holes found since were NOT looked for"
                        .formatted(asOf, OLD_AFTER_DAYS));
    }

    @ParameterizedTest
    @CsvSource({
        "io.netty.netty-codec-http-4.1.130.Final.jar, true",
        "io.netty.netty-codec-http-4.1.138.Final.jar, false",
        "io.netty.netty-codec-http-4.2.1.Final.jar, false",
        "io.netty.netty-codec-http2-4.1.130.Final.jar, false"
    })
    void a_version_below_the_mended_one_has_the_hole(String library, boolean open) {
        assertThat(new Hole("io.netty", "netty-codec-http", "4.1.138.Final", "CVE-2026-89044", "").isIn(library))
                .isEqualTo(open);
    }

    private static List<String> libraries() throws IOException {
        try (Stream<Path> files = Files.walk(LIBRARIES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
        }
    }
}
