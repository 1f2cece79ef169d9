package io.photosync.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.photosync.sandbox.Free;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.tls.Keyring;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk through the settings against the sandbox tenant: all well; then one fault at a time, and which line names it. */
class CheckTest {
    private static final String NOT_EDITABLE =
            "[{\"ErrorInfo\":{\"ErrorMessage\":\"Property Not Editable\",\"ErrorCode\":-1,\"ErrorTypeName\":"
                    + "\"Microsoft.Office.Server.UserProfiles.PropertyNotEditableException\"}}]";

    private static Sandbox sandbox;
    private static HttpServer webhook;
    private static volatile int webhookAnswers = 200;

    @BeforeAll
    static void start() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.forTests().withPeople(40));
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/graph/notifications", exchange -> {
            byte[] token = exchange.getRequestURI()
                    .getQuery()
                    .replace("validationToken=", "")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(webhookAnswers, token.length);
            exchange.getResponseBody().write(token);
            exchange.close();
        });
        webhook.start();
    }

    @AfterAll
    static void stop() {
        webhook.stop(0);
        sandbox.close();
    }

    @AfterEach
    void put_all_right_again() {
        sandbox.troubles().faults().remove(fault -> true);
        sandbox.grant(sandbox.graphUrl(), "User.Read.All", "GroupMember.Read.All");
        sandbox.grant(sandbox.mySiteUrl(), "User.ReadWrite.All", "Sites.FullControl.All");
        sandbox.grant(sandbox.adminUrl(), "User.ReadWrite.All", "Sites.FullControl.All");
        webhookAnswers = 200;
    }

    @Test
    void where_all_is_well_every_line_works_and_nothing_is_changed() throws Exception {
        Report report = check(Map.of());

        assertThat(report.lines()).as(report.text()).allMatch(line -> line.result() == Result.WORKS);
        assertThat(report.lines().stream().map(Line::name))
                .contains(
                        "settings",
                        "credential",
                        "way to Microsoft",
                        "clock",
                        "operators' keys",
                        "token for Graph",
                        "token for -my",
                        "token for -admin",
                        "directory",
                        "licences",
                        "scope",
                        "photo",
                        "photo folder",
                        "profile",
                        "picture property",
                        "Kafka",
                        "public address");
        assertThat(report.exitCode()).isZero();
        assertThat(line(check(Map.of()), "photo folder")).isEqualTo(line(report, "photo folder"));
        assertThat(sandbox.subscriptions()).isZero();
        assertThat(topics()).doesNotContain("photo-updated", "photosync-state");
    }

    @Test
    void no_line_holds_a_whole_id_an_account_or_a_token() throws Exception {
        Report report = check(Map.of());

        for (Person person : sandbox.directory().all()) {
            assertThat(report.json()).doesNotContain(person.id()).doesNotContain(person.userPrincipalName());
        }
        assertThat(report.json()).doesNotContain("eyJ").contains("\"works\" : true", "\"result\" : \"works\"");
    }

    @Test
    void a_wrong_setting_is_told_by_name_and_nothing_is_asked() throws Exception {
        Report report = check(Map.of("photosync.client-id", "my-app", "photosync.sweep.every", "soon"));

        assertThat(report.lines()).allMatch(line -> line.name().equals("settings") && line.result() == Result.FAILS);
        assertThat(report.text())
                .contains("photosync.client-id", "photosync.sweep.every")
                .doesNotContain("Exception", "SRCFG");
        assertThat(report.exitCode()).isEqualTo(1);
    }

    @Test
    void a_key_that_is_not_the_certificates_is_told(@TempDir Path folder) throws Exception {
        Keyring.create(Clock.systemUTC()).write(folder);

        onlyFails(
                check(Map.of(
                        "photosync.certificate.key-path",
                        folder.resolve("client.key").toString())),
                "settings",
                "must hold the key of the first certificate");
    }

    @Test
    void a_certificate_that_is_over_and_a_clock_that_is_wrong_are_told() throws Exception {
        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofDays(400));

        Report report = new Checks(settings(Map.of()), Optional.empty(), late).run();

        assertThat(line(report, "credential").result()).isEqualTo(Result.FAILS);
        assertThat(line(report, "credential").says()).contains("has ended at");
        assertThat(line(report, "clock").result()).isEqualTo(Result.FAILS);
        assertThat(line(report, "clock").says()).contains("ahead of Microsoft's");
    }

    @Test
    void a_proxy_that_is_away_is_told() throws Exception {
        Report report = check(Map.of(
                "photosync.https-proxy", "http://localhost:" + Free.port(), "photosync.no-proxy", "localhost:1"));

        assertThat(line(report, "way to Microsoft").result()).isEqualTo(Result.FAILS);
        assertThat(line(report, "way to Microsoft").says()).contains("through the proxy localhost");
        assertThat(report.exitCode()).isEqualTo(1);
    }

    @Test
    void an_app_that_the_tenant_does_not_know_is_told_in_entras_words() throws Exception {
        Report report = check(Map.of("photosync.client-id", "11111111-2222-4333-8444-555555555555"));

        Line token = line(report, "token for Graph");
        assertThat(token.result()).isEqualTo(Result.FAILS);
        assertThat(token.says()).contains("AADSTS700016");
        assertThat(token.toDo().orElseThrow()).contains("photosync.client-id");
        assertThat(line(report, "way to Microsoft").result()).isEqualTo(Result.WORKS);
    }

    @Test
    void a_missing_permission_is_told_with_its_host() throws Exception {
        sandbox.grant(sandbox.mySiteUrl(), "User.ReadWrite.All", "Sites.Read.All");
        onlyFails(check(Map.of()), "token for -my", "Sites.FullControl.All");

        put_all_right_again();
        sandbox.grant(sandbox.adminUrl(), "Sites.FullControl.All", "User.Read.All");
        Report report = check(Map.of());
        assertThat(line(report, "token for -admin").says()).contains("lacks [[User.ReadWrite.All]]");
        assertThat(line(report, "token for -my").result()).isEqualTo(Result.WORKS);
    }

    @Test
    void groups_that_may_not_be_read_are_told_only_where_there_is_a_scope() throws Exception {
        sandbox.grant(sandbox.graphUrl(), "User.Read.All");

        assertThat(check(Map.of()).exitCode()).isZero();
        Report report = check(Map.of("photosync.scope.group-id", "11111111-2222-4333-8444-555555555555"));

        assertThat(line(report, "token for Graph").says()).contains("lacks [[GroupMember.Read.All]]");
        assertThat(line(report, "scope").result()).isEqualTo(Result.FAILS);
    }

    @Test
    void what_graph_does_not_serve_is_told() throws Exception {
        fault(Fault.always(Service.GRAPH, "photo/\\$value", 500));
        onlyFails(check(Map.of()), "photo", "HTTP 500");
    }

    @Test
    void what_sharepoint_does_not_serve_is_told() throws Exception {
        onlyFails(
                check(Map.of("photosync.sharepoint.folder", "Nowhere")),
                "photo folder",
                "photosync.sharepoint.folder must name");

        fault(Fault.always(Service.SHAREPOINT, "GetPropertiesFor", 500));
        onlyFails(check(Map.of()), "profile", "HTTP 500");
    }

    @Test
    void a_picture_property_that_may_not_be_edited_is_told() throws Exception {
        fault(Fault.always(Service.SHAREPOINT, "ProcessQuery", 200).content("application/json", NOT_EDITABLE));

        Report report = check(Map.of());

        onlyFails(report, "picture property", "PropertyNotEditable");
        assertThat(line(report, "picture property").toDo().orElseThrow()).contains("Manage User Properties");
    }

    @Test
    void kafka_that_is_away_and_topics_that_are_not_as_they_should_be_are_told() throws Exception {
        onlyFails(check(Map.of("kafka.bootstrap.servers", "127.0.0.1:" + Free.port())), "Kafka", "is not reached");
        onlyFails(check(Map.of("photosync.topics.create", "false")), "Kafka", "are missing");

        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic("user-changed", 3, (short) 1)))
                    .all()
                    .get();
            onlyFails(
                    check(Map.of()),
                    "Kafka",
                    "topic user-changed has 3 partitions, photosync.topics.partitions asks for 12");
            admin.deleteTopics(List.of("user-changed")).all().get();
        }
    }

    @Test
    void a_public_address_behind_a_sign_in_is_told() throws Exception {
        webhookAnswers = 401;
        onlyFails(check(Map.of()), "public address", "HTTP 401");
    }

    @Test
    void where_nothing_answers_yet_at_the_public_address_somebody_should_look() throws Exception {
        Report report = check(Map.of("photosync.webhook.public-url", "http://localhost:" + Free.port()));

        assertThat(line(report, "public address").result()).isEqualTo(Result.UNTOLD);
        assertThat(report.exitCode()).isZero();
    }

    @Test
    void an_event_hub_is_looked_for_where_it_is_the_way() throws Exception {
        Map<String, String> hub = sandbox.eventHub();
        assertThat(line(check(hub), "event hub").result()).isEqualTo(Result.WORKS);

        Map<String, String> other = new HashMap<>(hub);
        other.put("photosync.event-hub.topic", "nowhere");
        onlyFails(check(other), "event hub", "nowhere");
    }

    @Test
    void a_named_test_users_photo_is_written_and_read_back() throws Exception {
        Person user = person(one -> sandbox.exchangePhotos().find(one.id()).isPresent());

        Report report = new Checks(settings(Map.of()), Optional.of(user.userPrincipalName()), Clock.systemUTC()).run();

        assertThat(line(report, "write").result()).as(report.text()).isEqualTo(Result.WORKS);
        assertThat(line(report, "write").says()).contains("as it was sent", "says whose it is");
        assertThat(report.text()).doesNotContain(user.userPrincipalName());
    }

    @Test
    void a_test_user_without_a_photo_is_refused() throws Exception {
        Person user = person(one -> sandbox.exchangePhotos().find(one.id()).isEmpty());

        Report report = new Checks(settings(Map.of()), Optional.of(user.userPrincipalName()), Clock.systemUTC()).run();

        onlyFails(report, "write", "no photo in Exchange");
    }

    private static void onlyFails(Report report, String name, String says) {
        assertThat(report.lines().stream()
                        .filter(line -> line.result() == Result.FAILS)
                        .map(Line::name))
                .as(report.text())
                .containsOnly(name);
        assertThat(line(report, name).says()).contains(says);
        assertThat(line(report, name).toDo()).isPresent();
        assertThat(report.exitCode()).isEqualTo(1);
    }

    private static Line line(Report report, String name) {
        return report.lines().stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Report check(Map<String, String> more) throws InterruptedException {
        return new Checks(settings(more), Optional.empty(), Clock.systemUTC()).run();
    }

    private static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(sandbox.serviceSettings());
        settings.put(
                "photosync.webhook.public-url",
                "http://localhost:" + webhook.getAddress().getPort());
        settings.putAll(more);
        return settings;
    }

    private static void fault(Fault fault) {
        sandbox.troubles().faults().put(fault);
    }

    private static Person person(Predicate<Person> which) {
        return sandbox.directory().all().stream()
                .filter(one -> one.mailbox() && one.enabled() && !one.guest())
                .filter(which)
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> topics() throws Exception {
        try (Admin admin = admin()) {
            return admin.listTopics().names().get();
        }
    }

    private static Admin admin() {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", sandbox.serviceSettings().get("kafka.bootstrap.servers"));
        return Admin.create(properties);
    }
}
