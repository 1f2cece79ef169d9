package io.photosync;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.JavaSources.Source;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds in every source file and leaves no trace in its class file: {@link CodeRulesTest} has the other rules. */
class SourceRulesTest {
    private static final int LINES_AT_MOST = 300;
    private static final int COLLABORATORS_AT_MOST = 5;

    /** Turkish has another lower case of I. */
    private static final Pattern CASE_OF_THE_MACHINE = Pattern.compile("\\.to(?:Lower|Upper)Case\\(\\)");

    private static final JavaSources SERVICE = JavaSources.below("src/main/java");
    private static final JavaSources SANDBOX = JavaSources.below("src/sandbox/java");
    private static final JavaSources TESTS = JavaSources.below("src/test/java");

    @Test
    void a_file_of_more_lines_is_two_classes() {
        assertThat(Stream.of(SERVICE, SANDBOX).flatMap(JavaSources::all))
                .hasSizeGreaterThan(500)
                .allSatisfy(source ->
                        assertThat(source.lines()).as(source.toString()).hasSizeLessThanOrEqualTo(LINES_AT_MOST));
    }

    @Test
    void no_two_tests_have_one_name() {
        assertThat(TESTS.all().map(Source::name).filter(name -> !name.equals("package-info")))
                .hasSizeGreaterThan(300)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_sixth_collaborator_has_a_reason_beside_it() {
        assertThat(SERVICE.constructors()
                        .filter(constructor -> constructor.parameters() > COLLABORATORS_AT_MOST)
                        .filter(constructor -> !constructor.commented()))
                .isEmpty();
    }

    /** The compiler then names every switch that a new constant or case concerns. */
    @Test
    void a_switch_over_an_enum_or_a_sealed_type_names_all_cases() {
        assertThat(Stream.of(SERVICE, SANDBOX).flatMap(JavaSources::defaultsOverNamedCases))
                .isEmpty();
    }

    @Test
    void upper_and_lower_case_do_not_depend_on_the_machines_language() {
        assertThat(Stream.of(SERVICE, SANDBOX, TESTS).flatMap(JavaSources::all).filter(source -> CASE_OF_THE_MACHINE
                        .matcher(source.text())
                        .find()))
                .isEmpty();
    }

    /** As requests do: "must be at least 1, got 0". */
    @Test
    void constraints_of_settings_tell_the_value_in_one_form() {
        assertThat(SERVICE.all()
                        .filter(source -> source.name().endsWith("Settings"))
                        .flatMap(source -> source.lines().stream())
                        .filter(line -> line.contains("${validatedValue}")))
                .isNotEmpty()
                .allMatch(line -> line.matches(".*\\bgot '?\\$\\{validatedValue}.*"));
    }

    /** One place says how long to wait; the bench and containers have times of their own. */
    @Test
    void tests_wait_by_one_patience() {
        Set<String> withTimesOfTheirOwn = Set.of("testkit", "bench", "containers");
        assertThat(TESTS.all()
                        .filter(source -> !withTimesOfTheirOwn.contains(source.folder()))
                        .filter(source -> !source.name().equals("SourceRulesTest"))
                        .filter(source -> source.text().contains("org.awaitility.Awaitility")))
                .isEmpty();
    }
}
