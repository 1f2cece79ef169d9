package io.photosync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.event.FailureCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules, dashboard and runbook as files; that the metrics in them exist is {@link MetricsTest}'s. */
class MonitoringTest {
    private static final Path MONITORING = Path.of("deploy/monitoring");
    private static final Path RUNBOOK = Path.of("deploy/runbook");
    private static final Pattern ALERT = Pattern.compile("(?m)^ *- alert: (\\w+)$");
    private static final Pattern TESTED = Pattern.compile("(?m)^ *alertname: (\\w+)$");
    private static final Pattern EXPECTED = Pattern.compile("alertname: (\\w+)\\s+exp_alerts:");
    private static final List<String> HEADINGS =
            List.of("\n## Meaning\n", "\n## Impact\n", "\n## Diagnosis\n", "\n## Mitigation\n");

    @Test
    void every_alert_has_its_page_and_a_test_in_which_it_fires() throws IOException {
        String rules = Files.readString(MONITORING.resolve("rules.yaml"));
        String tests = Files.readString(MONITORING.resolve("rules-test.yaml"));
        Set<String> alerts = found(ALERT, rules);

        assertThat(alerts).isNotEmpty().isEqualTo(found(EXPECTED, tests)).containsAll(found(TESTED, tests));
        assertThat(alerts).allSatisfy(alert -> assertThat(rules).contains("runbook: deploy/runbook/" + alert + ".md"));
        assertThat(pages(RUNBOOK)).isEqualTo(alerts);
    }

    @Test
    void every_code_of_a_dead_letter_has_its_page() throws IOException {
        assertThat(pages(RUNBOOK.resolve("codes")))
                .isEqualTo(
                        Stream.of(FailureCode.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void every_page_says_meaning_impact_diagnosis_and_mitigation() throws IOException {
        try (Stream<Path> files = Files.walk(RUNBOOK)) {
            assertThat(files.filter(file -> file.toString().endsWith(".md"))
                            .filter(file -> !file.getParent().endsWith("tasks")))
                    .isNotEmpty()
                    .allSatisfy(page -> assertThat(Files.readString(page)).contains(HEADINGS));
        }
    }

    @Test
    void the_dashboard_asks_whichever_data_source_is_chosen() throws IOException {
        JsonNode dashboard =
                new ObjectMapper().readTree(MONITORING.resolve("dashboard.json").toFile());

        assertThat(dashboard.has("uid")).as("a fixed uid").isFalse();
        assertThat(dashboard.findValues("datasource"))
                .isNotEmpty()
                .allSatisfy(source -> assertThat(source.path("uid").asText()).isEqualTo("${datasource}"));
        assertThat(dashboard.findValuesAsText("expr")).isNotEmpty();
    }

    @Test
    void kubernetes_gets_the_same_rules_and_the_same_dashboard() throws IOException {
        Path component = Path.of("k8s/components/monitoring");
        String rules = Files.readString(MONITORING.resolve("rules.yaml"));
        String wrapped = Files.readString(component.resolve("101-PrometheusRule.yaml"));

        assertThat(wrapped.substring(wrapped.indexOf("  groups:")).replaceAll("(?m)^  ", ""))
                .isEqualTo(rules.substring(rules.indexOf("groups:")));
        assertThat(Files.readString(component.resolve("dashboard.json")))
                .isEqualTo(Files.readString(MONITORING.resolve("dashboard.json")));
    }

    @Test
    void prometheus_own_tool_reads_the_rules_and_passes_their_tests() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool"))),
                "skipped: promtool is not installed (Debian's package prometheus has it)");

        assertThat(promtool("check", "rules", "rules.yaml")).contains("SUCCESS");
        assertThat(promtool("test", "rules", "rules-test.yaml"))
                .contains("SUCCESS")
                .doesNotContain("FAILED");
    }

    private static String promtool(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                        .toList())
                .directory(MONITORING.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static Set<String> pages(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .map(name -> name.substring(0, name.length() - ".md".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
