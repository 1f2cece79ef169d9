package io.photosync;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.contract.Pins;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What monitoring may rely on: the metrics that src/docs/operations.md names, from the start, under names and labels of one kind. */
@SandboxTest(value = Setup.PASSES, people = 40)
class MetricsTest {
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (photosync_\\w+) (\\w+)$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `photosync_[^|]*\\|");
    private static final Pattern NAME = Pattern.compile("`(photosync_\\w+)`");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^photosync_\\w+\\{(.*)} ");
    private static final Pattern NAME_AND_LABELS = Pattern.compile("(?m)^(photosync_\\w+)(?:\\{(.*)})? ");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    /** The longest of a time that was measured: the registry adds it to each timer. */
    private static final String LONGEST = "_max";

    /** Their series come with the first answer of a kind; and what repeats the labels of a timer's count. */
    private static final Pattern AS_IT_HAPPENS = Pattern.compile(
            "photosync_webhook_response_seconds.*|photosync_microsoft_request_seconds.*|.*_(?:bucket|max|sum)");

    private static final Set<String> LABELS =
            Set.of("check", "lane", "limit", "outcome", "reason", "result", "service", "state", "status");

    @Test
    void the_page_of_operations_names_every_metric_and_no_other_from_the_start() throws IOException {
        String page = Files.readString(Path.of("src", "docs", "operations.md"));
        Set<String> named = ROW.matcher(page)
                .results()
                .flatMap(row -> NAME.matcher(row.group()).results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> served = TYPE.matcher(metrics())
                .results()
                .map(MetricsTest::name)
                .filter(name -> !name.endsWith(LONGEST))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isEqualTo(served);
    }

    /** Dashboards and alerts of others ask for them. */
    @Test
    void names_kinds_and_labels_of_metrics_stay() {
        String metrics = metrics();
        Map<String, Set<String>> labels = new TreeMap<>();
        NAME_AND_LABELS.matcher(metrics).results().forEach(sample -> LABEL.matcher(
                        sample.group(2) == null ? "" : sample.group(2))
                .results()
                .map(label -> label.group(1))
                .forEach(label -> labels.computeIfAbsent(sample.group(1), name -> new TreeSet<>())
                        .add(label)));
        NAME_AND_LABELS.matcher(metrics).results().forEach(sample -> labels.putIfAbsent(sample.group(1), Set.of()));
        Set<String> lines = new TreeSet<>(values(metrics));
        labels.forEach((name, keys) -> lines.add("%s %s".formatted(name, keys)));
        TYPE.matcher(metrics)
                .results()
                .forEach(type -> lines.add("%s is a %s".formatted(type.group(1), type.group(2))));
        Pins.same("metrics.txt", lines);
    }

    /** Of each name and label all values, where all are there from the start: a dashboard asks for them by name. */
    private static Set<String> values(String metrics) {
        Map<String, Set<String>> values = new TreeMap<>();
        NAME_AND_LABELS
                .matcher(metrics)
                .results()
                .filter(sample -> sample.group(2) != null
                        && !AS_IT_HAPPENS.matcher(sample.group(1)).matches())
                .forEach(sample -> LABEL.matcher(sample.group(2)).results().forEach(label -> values.computeIfAbsent(
                                "%s %s".formatted(sample.group(1), label.group(1)), name -> new TreeSet<>())
                        .add(label.group(2))));
        return values.entrySet().stream()
                .map(entry -> "%s %s".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.toSet());
    }

    @Test
    void labels_are_few_and_each_value_has_one_spelling() {
        List<MatchResult> labels = SAMPLE.matcher(metrics())
                .results()
                .flatMap(sample -> LABEL.matcher(sample.group(1)).results())
                .filter(label -> !label.group(1).equals("le"))
                .toList();

        assertThat(labels).isNotEmpty().allSatisfy(label -> {
            assertThat(label.group(1)).isIn(LABELS);
            assertThat(label.group(2)).as(label.group()).matches("[a-z0-9_]+");
        });
    }

    @Test
    void every_reason_of_a_dead_letter_is_there_with_zero_before_the_first() {
        assertThat(metrics())
                .containsPattern("(?m)^photosync_dead_letters_total\\{reason=\"image_unreadable\"} 0.0$")
                .containsPattern("(?m)^photosync_removals_total\\{result=\"confirmed\"} 0.0$")
                .containsPattern("(?m)^photosync_webhook_items_total\\{result=\"forged\"} 0.0$")
                .containsPattern("(?m)^photosync_well\\{check=\"sweep\"} [01].0$");
    }

    @Test
    void what_alerts_and_dashboard_ask_for_is_served() throws IOException {
        String monitoring = Files.readString(Path.of("deploy/monitoring/rules.yaml"))
                + Files.readString(Path.of("deploy/monitoring/dashboard.json"));
        Set<String> served = Pattern.compile("(?m)^(\\w+)[{ ]")
                .matcher(metrics())
                .results()
                .map(sample -> sample.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(Pattern.compile("\\b(?:photosync|jvm|process|http|kafka)_\\w+")
                        .matcher(monitoring.replaceAll("(?m)^ *(#|summary:).*$", ""))
                        .results()
                        .map(MatchResult::group))
                .isNotEmpty()
                .isSubsetOf(served);
    }

    @Test
    void every_check_of_well_has_its_page_in_the_runbook() throws IOException {
        Set<String> checks = Pattern.compile("(?m)^photosync_well\\{check=\"(\\w+)\"}")
                .matcher(metrics())
                .results()
                .map(sample -> sample.group(1) + ".md")
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> pages = Files.list(Path.of("deploy/runbook/checks"))) {
            assertThat(pages.map(page -> page.getFileName().toString())).containsExactlyInAnyOrderElementsOf(checks);
        }
    }

    @Test
    void what_our_kafka_clients_measure_is_served_once() {
        // Each client is made once the topics are there, the writer with the first record.
        await().untilAsserted(() -> {
            String served = metrics();
            assertThat(List.of("photosync-lanes", "photosync-hints", "photosync-ledger", "photosync-leader"))
                    .allSatisfy(client -> assertThat(served)
                            .containsPattern("(?m)^kafka_consumer_request_total\\{client_id=\"%s\"".formatted(client)));
            assertThat(served)
                    .containsPattern("(?m)^kafka_producer_request_total\\{client_id=\"photosync-writer\"")
                    .containsPattern("(?m)^kafka_producer_request_total\\{client_id=\"kafka-producer-hints\"");
        });
        // Those of partitions come with the first records.
        await().untilAsserted(() -> assertThat(metrics())
                .containsPattern("(?m)^kafka_consumer_fetch_manager_records_lag\\{client_id=\"photosync-ledger\""));

        assertThat(Pattern.compile("(?m)^(kafka_.*) \\S+$")
                        .matcher(metrics())
                        .results()
                        .map(series -> series.group(1)))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    private static String name(MatchResult type) {
        boolean withoutEnd = type.group(2).equals("counter") && !type.group(1).endsWith("_total");
        return withoutEnd ? type.group(1) + "_total" : type.group(1);
    }

    private static String metrics() {
        return RestAssured.given()
                .port(ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class))
                .get("/q/metrics")
                .asString();
    }
}
