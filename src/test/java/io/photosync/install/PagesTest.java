package io.photosync.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.FailureCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a page names is there. That each alert, check and code has one is MonitoringTest's and MetricsTest's. */
class PagesTest {
    private static final Pattern SETTING = Pattern.compile("(?<![.\\w])photosync\\.[a-z][a-z0-9.-]*[a-z0-9]");
    private static final Pattern FILE = Pattern.compile("\\b(?:deploy|k8s)/[\\w./-]*\\w");
    /** Files of an administrator's own, and what the build is told for its measurements. */
    private static final Set<String> NO_SETTINGS = Set.of("photosync.pem", "photosync.key", "photosync.bench");

    private static final Set<String> MADE_BY_WHOEVER_INSTALLS = Set.of("deploy/.env", "deploy/identity");
    /** One for each: alert, check, code. */
    private static final Pattern PLACE_HOLDER = Pattern.compile(".*/[A-Z]+\\.md");

    @Test
    void every_task_of_an_installed_service_has_its_page() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("deploy", "runbook", "tasks"))) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "leave-the-product.md",
                            "move-to-another-kafka.md",
                            "rotate-the-certificate.md",
                            "upgrade-and-roll-back.md");
        }
    }

    @Test
    void pages_of_codes_say_whether_dead_letters_have_them() {
        assertThat(FailureCode.values())
                .allSatisfy(code -> assertThat(ManifestReader.text(Path.of("deploy/runbook/codes", code + ".md"))
                                .startsWith("# Dead letters: "))
                        .as(code.name())
                        .isEqualTo(FailureCode.ofLetters().contains(code)));
    }

    @Test
    void every_setting_that_a_page_names_is_one_of_the_service() {
        Set<String> settings = Set.copyOf(ServiceSettings.environmentNames().values());

        assertThat(pages()).hasSizeGreaterThan(30).allSatisfy(page -> assertThat(
                        all(SETTING, ManifestReader.text(page)).stream().filter(name -> !NO_SETTINGS.contains(name)))
                .allMatch(name ->
                        settings.stream().anyMatch(setting -> setting.equals(name) || setting.startsWith(name + "."))));
    }

    @Test
    void every_file_that_a_page_names_is_there() {
        assertThat(pages()).allSatisfy(page -> assertThat(all(FILE, ManifestReader.text(page)).stream()
                        .filter(file -> !MADE_BY_WHOEVER_INSTALLS.contains(file)
                                && !PLACE_HOLDER.matcher(file).matches()))
                .allMatch(file -> Files.exists(Path.of(file))));
    }

    private static List<Path> pages() {
        return Stream.concat(
                        Stream.of("deploy", "src/docs", ".github").flatMap(PagesTest::under),
                        Stream.of(Path.of("README.md")))
                .toList();
    }

    private static Stream<Path> under(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".md")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }
}
