package io.photosync.check;

import static io.photosync.check.CheckedTenant.line;
import static io.photosync.check.CheckedTenant.onlyFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.sandbox.FreePort;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.tls.Keyring;
import io.photosync.testkit.ConnectProxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check against the sandbox tenant: first without a fault, then single faults and the line that names each. */
class CheckTest {
    private static final String NOT_EDITABLE =
            "[{\"ErrorInfo\":{\"ErrorMessage\":\"Property Not Editable\",\"ErrorCode\":-1,\"ErrorTypeName\":"
                    + "\"Microsoft.Office.Server.UserProfiles.PropertyNotEditableException\"}}]";

    private static CheckedTenant tenant;
    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        tenant = new CheckedTenant(40);
        sandbox = tenant.sandbox;
    }

    @AfterAll
    static void stop() {
        tenant.close();
    }

    @AfterEach
    void put_all_right_again() {
        tenant.putAllRightAgain();
    }

    @Test
    void on_a_correct_installation_every_line_works_and_nothing_is_changed() throws Exception {
        CheckReport checkReport = tenant.check();

        assertThat(checkReport.lines()).as(checkReport.text()).allMatch(line -> line.result() == Result.WORKS);
        assertThat(checkReport.lines().stream().map(Line::name))
                .contains(
                        "settings",
                        "credential",
                        "way to Microsoft",
                        "clock",
                        "operators' keys",
                        "SharePoint hosts",
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
        assertThat(checkReport.exitCode()).isZero();
        assertThat(line(tenant.check(), "photo folder")).isEqualTo(line(checkReport, "photo folder"));
        assertThat(sandbox.subscriptions()).isZero();
        assertThat(topics()).doesNotContain("photo-updated", "photosync-state");
    }

    @Test
    void no_line_contains_a_complete_id_an_account_or_a_token() throws Exception {
        CheckReport checkReport = tenant.check();

        for (Person person : sandbox.directory().all()) {
            assertThat(checkReport.json()).doesNotContain(person.id()).doesNotContain(person.userPrincipalName());
        }
        assertThat(checkReport.json()).doesNotContain("eyJ").contains("\"works\" : true", "\"result\" : \"works\"");
    }

    @Test
    void a_wrong_setting_is_reported_by_name_and_no_request_is_sent() throws Exception {
        CheckReport checkReport =
                tenant.check(Map.of("photosync.client-id", "my-app", "photosync.sweep.every", "soon"));

        assertThat(checkReport.lines())
                .allMatch(line -> line.name().equals("settings") && line.result() == Result.FAILS);
        assertThat(checkReport.text())
                .contains("photosync.client-id", "photosync.sweep.every")
                .doesNotContain("Exception", "SRCFG");
        assertThat(checkReport.exitCode()).isEqualTo(1);
    }

    @Test
    void a_key_that_does_not_match_the_certificate_is_reported(@TempDir Path folder) throws Exception {
        Keyring.stranger(Clock.systemUTC()).write(folder);

        onlyFails(
                tenant.check(Map.of(
                        "photosync.certificate.key-path",
                        folder.resolve("client.key").toString())),
                "settings",
                "must hold the key of the first certificate");
    }

    @Test
    void an_expired_certificate_and_a_wrong_clock_are_reported() throws Exception {
        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofDays(400));

        CheckReport checkReport = tenant.check(Map.of(), late);

        assertThat(line(checkReport, "credential").result()).isEqualTo(Result.FAILS);
        assertThat(line(checkReport, "credential").says()).contains("has ended at");
        assertThat(line(checkReport, "clock").result()).isEqualTo(Result.FAILS);
        assertThat(line(checkReport, "clock").says()).contains("ahead of Microsoft's");
    }

    @Test
    void an_unavailable_proxy_is_reported() throws Exception {
        CheckReport checkReport = tenant.check(Map.of(
                "photosync.https-proxy", "http://localhost:" + FreePort.port(), "photosync.no-proxy", "localhost:1"));

        assertThat(line(checkReport, "way to Microsoft").result()).isEqualTo(Result.FAILS);
        assertThat(line(checkReport, "way to Microsoft").says()).contains("through the proxy localhost");
        assertThat(checkReport.exitCode()).isEqualTo(1);
    }

    @Test
    void a_working_proxy_is_named_as_the_route() throws Exception {
        try (ConnectProxy proxy = new ConnectProxy()) {
            proxy.letThrough(Stream.of(sandbox.entraUrl(), sandbox.graphUrl(), sandbox.mySiteUrl(), sandbox.adminUrl())
                    .map(url -> URI.create(url).getAuthority())
                    .collect(Collectors.toSet()));

            CheckReport checkReport =
                    tenant.check(Map.of("photosync.https-proxy", proxy.url(), "photosync.no-proxy", "localhost:1"));

            assertThat(checkReport.lines()).as(checkReport.text()).allMatch(line -> line.result() == Result.WORKS);
            assertThat(line(checkReport, "way to Microsoft").says()).contains("through the proxy localhost:");
            assertThat(proxy.passed()).hasSize(4);
        }
    }

    @Test
    void a_federated_token_replaces_the_certificate() throws Exception {
        Map<String, String> settings = tenant.settings();
        settings.keySet().removeIf(name -> name.startsWith("photosync.certificate."));
        settings.put(
                "photosync.federated-token-file", sandbox.file("federated.jwt").toString());

        CheckReport checkReport = new CheckList(settings, Optional.empty(), Clock.systemUTC()).run();

        assertThat(checkReport.lines()).as(checkReport.text()).allMatch(line -> line.result() == Result.WORKS);
        assertThat(line(checkReport, "credential").says()).isEqualTo("federated-token can be read");
    }

    @Test
    void an_app_that_the_tenant_does_not_know_is_reported_with_entras_message() throws Exception {
        CheckReport checkReport = tenant.check(Map.of("photosync.client-id", "11111111-2222-4333-8444-555555555555"));

        Line token = line(checkReport, "token for Graph");
        assertThat(token.result()).isEqualTo(Result.FAILS);
        assertThat(token.says()).contains("AADSTS700016");
        assertThat(token.toDo().orElseThrow()).contains("photosync.client-id");
        assertThat(line(checkReport, "way to Microsoft").result()).isEqualTo(Result.WORKS);
    }

    @Test
    void a_missing_permission_is_reported_with_its_host() throws Exception {
        sandbox.grant(sandbox.mySiteUrl(), "User.ReadWrite.All", "Sites.Read.All");
        onlyFails(tenant.check(), "token for -my", "Sites.FullControl.All");

        put_all_right_again();
        sandbox.grant(sandbox.adminUrl(), "Sites.FullControl.All", "User.Read.All");
        CheckReport checkReport = tenant.check();
        assertThat(line(checkReport, "token for -admin").says()).contains("lacks [[User.ReadWrite.All]]");
        assertThat(line(checkReport, "token for -my").result()).isEqualTo(Result.WORKS);
    }

    @Test
    void groups_that_may_not_be_read_are_reported_only_with_a_scope() throws Exception {
        sandbox.grant(sandbox.graphUrl(), "User.Read.All");

        assertThat(tenant.check().exitCode()).isZero();
        CheckReport checkReport =
                tenant.check(Map.of("photosync.scope.group-id", "11111111-2222-4333-8444-555555555555"));

        assertThat(line(checkReport, "token for Graph").says()).contains("lacks [[GroupMember.Read.All]]");
        assertThat(line(checkReport, "scope").result()).isEqualTo(Result.FAILS);
    }

    @Test
    void a_failing_graph_is_reported() throws Exception {
        tenant.fault(Fault.always(Service.GRAPH, "photo/\\$value", 500));
        onlyFails(tenant.check(), "photo", "HTTP 500");
    }

    @Test
    void a_failing_sharepoint_is_reported() throws Exception {
        onlyFails(
                tenant.check(Map.of("photosync.sharepoint.folder", "Nowhere")),
                "photo folder",
                "photosync.sharepoint.folder must name");

        tenant.fault(Fault.always(Service.SHAREPOINT, "GetPropertiesFor", 500));
        onlyFails(tenant.check(), "profile", "HTTP 500");
    }

    @Test
    void a_picture_property_that_may_not_be_edited_is_reported() throws Exception {
        tenant.fault(Fault.always(Service.SHAREPOINT, "ProcessQuery", 200).content("application/json", NOT_EDITABLE));

        CheckReport checkReport = tenant.check();

        onlyFails(checkReport, "picture property", "PropertyNotEditable");
        assertThat(line(checkReport, "picture property").toDo().orElseThrow()).contains("Manage User Properties");
    }

    @Test
    void a_public_address_behind_a_sign_in_or_partly_routed_is_reported() throws Exception {
        tenant.answer("/graph/notifications", 401);
        onlyFails(tenant.check(), "public address", "HTTP 401 at /graph/notifications");

        tenant.putAllRightAgain();
        tenant.answer("/graph/lifecycle", 404);
        onlyFails(tenant.check(), "public address", "HTTP 404 at /graph/lifecycle");
    }

    @Test
    void a_public_address_that_does_not_answer_yet_is_unclear() throws Exception {
        CheckReport checkReport =
                tenant.check(Map.of("photosync.webhook.public-url", "http://localhost:" + FreePort.port()));

        assertThat(line(checkReport, "public address").result()).isEqualTo(Result.UNCLEAR);
        assertThat(checkReport.exitCode()).isZero();
    }

    @Test
    void an_event_hub_is_checked_if_it_is_the_channel() throws Exception {
        Map<String, String> hub = sandbox.eventHub();
        assertThat(line(tenant.check(hub), "event hub").result()).isEqualTo(Result.WORKS);

        Map<String, String> other = new HashMap<>(hub);
        other.put("photosync.event-hub.topic", "nowhere");
        onlyFails(tenant.check(other), "event hub", "nowhere");
    }

    @Test
    void an_event_hub_that_does_not_answer_is_reported_with_its_address() throws Exception {
        Map<String, String> hub = new HashMap<>(sandbox.eventHub());
        hub.put("photosync.event-hub.bootstrap-servers", "127.0.0.1:1");

        onlyFails(tenant.check(hub), "event hub", "127.0.0.1:1");
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
