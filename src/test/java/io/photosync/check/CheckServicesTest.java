package io.photosync.check;

import static io.photosync.check.CheckedTenant.advises;
import static io.photosync.check.CheckedTenant.line;
import static io.photosync.check.CheckedTenant.onlyFails;
import static io.photosync.check.CheckedTenant.onlyToBeLookedAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Groups;
import io.photosync.sandbox.people.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single faults of Graph, SharePoint and the public address, and the line of the check that names each. */
class CheckServicesTest {
    private static final String ANOTHER_ID = "11111111-2222-4333-8444-555555555555";
    private static CheckedTenant tenant;

    @BeforeAll
    static void start() {
        tenant = new CheckedTenant(30);
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
    void users_that_may_not_be_read_are_reported_with_the_permission() throws Exception {
        tenant.sandbox.grant(tenant.sandbox.graphUrl(), "GroupMember.Read.All");

        CheckReport checkReport = tenant.check();

        assertThat(line(checkReport, "token for Graph").says()).contains("lacks [[User.Read.All]]");
        assertThat(line(checkReport, "directory").result()).isEqualTo(Result.FAILS);
        advises(line(checkReport, "directory"), "Grant the permission");
        assertThat(line(checkReport, "photo folder").result()).isEqualTo(Result.WORKS);
    }

    @ParameterizedTest
    @CsvSource({
        "0, Check whether this machine reaches the address",
        "401, Compare the address with the host that Microsoft shows",
        "403, Grant the permission",
        "404, Look up the code at Microsoft",
        "500, Check Microsoft 365's service health"
    })
    void each_kind_of_refusal_comes_with_advice(int status, String toDo) throws Exception {
        tenant.fault(Fault.always(Service.GRAPH, "GET /v1.0/users\\?", status));

        Line line = line(tenant.check(), "directory");

        assertThat(line.result()).isEqualTo(Result.FAILS);
        assertThat(line.toDo()).hasValueSatisfying(says -> assertThat(says).startsWith(toDo));
    }

    @Test
    void a_throttling_service_is_reported_with_the_advice_to_wait() throws Exception {
        tenant.fault(Fault.always(Service.GRAPH, "GET /v1.0/users\\?", 429).retryAfter(600));

        Line line = line(tenant.check(), "directory");

        assertThat(line.result()).isEqualTo(Result.FAILS);
        advises(line, "Wait as Microsoft asks");
    }

    @Test
    void a_sign_in_page_in_place_of_graph_is_reported_as_something_else() throws Exception {
        tenant.fault(
                Fault.always(Service.GRAPH, "GET /v1.0/users\\?", 200).content("text/html", "<html>Sign in</html>"));

        Line line = line(tenant.check(), "directory");

        assertThat(line.result()).isEqualTo(Result.FAILS);
        assertThat(line.toDo()).hasValueSatisfying(says -> assertThat(says).contains("something else answers there"));
    }

    @Test
    void an_empty_directory_is_unclear() throws Exception {
        tenant.fault(
                Fault.always(Service.GRAPH, "GET /v1.0/users\\?", 200).content("application/json", "{\"value\":[]}"));

        CheckReport checkReport = tenant.check();

        assertThat(line(checkReport, "directory").result())
                .as(checkReport.text())
                .isEqualTo(Result.UNCLEAR);
        assertThat(line(checkReport, "profile").result()).isEqualTo(Result.UNCLEAR);
        assertThat(line(checkReport, "photo").result()).isEqualTo(Result.UNCLEAR);
        assertThat(checkReport.exitCode()).isZero();
    }

    @Test
    void fewer_licences_than_users_are_unclear() throws Exception {
        Person one = tenant.pictured();
        List<String> added = new ArrayList<>();
        for (int number = 0; number <= 1_000; number++) {
            String id = "ffffffff-7e4a-4d0b-9c3e-%012d".formatted(number);
            tenant.sandbox
                    .directory()
                    .put(new Person(
                            id, "p%d@contoso.example".formatted(number), "P", one.mail(), "", false, false, true));
            added.add(id);
        }

        CheckReport few = tenant.check();
        CheckReport enough = tenant.check(Map.of("photosync.sharepoint.licences", "1500"));

        onlyToBeLookedAt(few, "licences", "photosync.sharepoint.licences is 1, and there are ");
        assertThat(line(enough, "licences").result()).isEqualTo(Result.WORKS);
        added.forEach(tenant.sandbox.directory()::remove);
    }

    @Test
    void a_limit_above_what_the_licences_allow_is_unclear() throws Exception {
        onlyToBeLookedAt(
                tenant.check(Map.of("photosync.sharepoint.units-per-minute", "5000")),
                "licences",
                "photosync.sharepoint.units-per-minute is 5000, and Microsoft allows 1250");
    }

    @Test
    void a_group_without_members_is_unclear_an_unknown_one_fails_and_one_with_members_works() throws Exception {
        CheckReport pilot = tenant.check(Map.of("photosync.scope.group-id", Groups.PILOT));
        assertThat(line(pilot, "scope").result()).isEqualTo(Result.WORKS);

        CheckReport unknown = tenant.check(Map.of("photosync.scope.excluded-group-id", ANOTHER_ID));
        onlyFails(unknown, "scope", "HTTP 404");

        tenant.sandbox.groups().put(ANOTHER_ID, List.of());
        onlyToBeLookedAt(
                tenant.check(Map.of("photosync.scope.group-id", ANOTHER_ID)), "scope", "group 11111111… has 0 members");
        tenant.sandbox.groups().remove(ANOTHER_ID);
    }

    @Test
    void a_tenant_without_photos_is_unclear() throws Exception {
        tenant.fault(Fault.always(Service.GRAPH, "/photo", 404));

        onlyToBeLookedAt(tenant.check(), "photo", "none of the first users");
    }

    @Test
    void a_photo_without_bytes_is_unclear() throws Exception {
        tenant.fault(Fault.always(Service.GRAPH, "photo/\\$value", 404));

        onlyToBeLookedAt(tenant.check(), "photo", "its bytes are not served");
    }

    @Test
    void a_throttled_mailbox_is_reported_with_the_advice_to_wait() throws Exception {
        tenant.fault(Fault.always(Service.GRAPH, "photo/\\$value", 429)
                .retryAfter(600)
                .content(
                        "application/json",
                        "{\"error\":{\"code\":\"ApplicationThrottled\",\"message\":\"MailboxConcurrency limit\"}}"));

        CheckReport checkReport = tenant.check();

        onlyFails(checkReport, "photo", "HTTP 429");
        advises(line(checkReport, "photo"), "Wait as Microsoft asks");
    }

    @Test
    void a_host_without_a_photo_library_is_reported_with_the_setting() throws Exception {
        tenant.fault(Fault.always(Service.SHAREPOINT, "GetFolderByServerRelativePath", 404));

        CheckReport checkReport = tenant.check();

        onlyFails(checkReport, "photo folder", "PhotoLibraryMissing");
        advises(line(checkReport, "photo folder"), "photosync.sharepoint.my-site-url");
    }

    @Test
    void a_sharepoint_host_that_the_tenant_does_not_have_is_reported_by_its_token() throws Exception {
        CheckReport my = tenant.check(Map.of("photosync.sharepoint.my-site-url", "https://localhost:9"));
        assertThat(line(my, "token for -my").says()).contains("AADSTS500011");
        advises(line(my, "token for -my"), "address");
        assertThat(line(my, "photo folder").result()).isEqualTo(Result.FAILS);
        assertThat(line(my, "profile").result()).isEqualTo(Result.WORKS);

        CheckReport admin = tenant.check(Map.of("photosync.sharepoint.admin-url", "https://localhost:9"));
        assertThat(line(admin, "token for -admin").says()).contains("AADSTS500011");
        assertThat(line(admin, "profile").result()).isEqualTo(Result.FAILS);
        assertThat(line(admin, "photo folder").result()).isEqualTo(Result.WORKS);
    }

    @Test
    void swapped_sharepoint_hosts_are_reported() throws Exception {
        CheckReport checkReport = tenant.check(Map.of(
                "photosync.sharepoint.my-site-url", tenant.sandbox.adminUrl(),
                "photosync.sharepoint.admin-url", tenant.sandbox.mySiteUrl()));

        assertThat(line(checkReport, "photo folder").result())
                .as(checkReport.text())
                .isEqualTo(Result.FAILS);
        assertThat(line(checkReport, "picture property").says()).contains("photosync.sharepoint.admin-url");
        assertThat(line(checkReport, "picture property").result()).isEqualTo(Result.FAILS);
    }

    @Test
    void the_same_host_in_both_settings_is_reported() throws Exception {
        CheckReport checkReport = tenant.check(Map.of("photosync.sharepoint.my-site-url", tenant.sandbox.adminUrl()));

        assertThat(line(checkReport, "SharePoint hosts").result()).isEqualTo(Result.FAILS);
        assertThat(line(checkReport, "SharePoint hosts").says()).startsWith("both are localhost:");
    }

    @Test
    void a_folder_of_more_files_than_sharepoints_threshold_says_so() throws Exception {
        tenant.fault(Fault.always(Service.SHAREPOINT, "ItemCount", 200)
                .content("application/json", "{\"ItemCount\":60001}"));

        Line line = line(tenant.check(), "photo folder");

        assertThat(line.result()).isEqualTo(Result.WORKS);
        assertThat(line.says()).contains("holds 60001 files, more than SharePoint's threshold of 5000");
    }

    @Test
    void a_profile_that_is_missing_or_of_another_or_no_user_is_unclear() throws Exception {
        tenant.fault(profile("{\"odata.null\":true}"));
        onlyToBeLookedAt(tenant.check(), "profile", "SharePoint answers, but has none");

        tenant.putAllRightAgain();
        tenant.fault(
                profile("{\"AccountName\":\"a\",\"UserProfileProperties\":[{\"Key\":\"msOnline-ObjectId\",\"Value\":\""
                        + ANOTHER_ID + "\"}]}"));
        onlyToBeLookedAt(tenant.check(), "profile", "belongs to another user");

        tenant.putAllRightAgain();
        tenant.fault(profile("{\"AccountName\":\"a\",\"UserProfileProperties\":[]}"));
        onlyToBeLookedAt(tenant.check(), "profile", "does not name its user");
    }

    @Test
    void a_picture_property_that_the_tenant_does_not_have_is_reported() throws Exception {
        tenant.fault(csom(
                "Property Not Found: SPS-PicturePlaceholderState",
                "Microsoft.Office.Server.UserProfiles.PropertyNotFoundException"));

        onlyFails(tenant.check(), "picture property", "PropertyNotFound");
    }

    @Test
    void an_inconclusive_answer_about_the_picture_property_is_unclear() throws Exception {
        tenant.fault(Fault.always(Service.SHAREPOINT, "ProcessQuery", 200)
                .content("application/json", "[{\"ErrorInfo\":null}]"));

        onlyToBeLookedAt(tenant.check(), "picture property", "answered as if the profile existed");
    }

    @Test
    void another_refusal_of_the_picture_property_is_unclear() throws Exception {
        tenant.fault(csom("Value does not fall within the expected range.", "System.ArgumentException"));

        onlyToBeLookedAt(tenant.check(), "picture property", "a write to a non-existent profile is refused: ");
    }

    @Test
    void a_public_address_that_graph_cannot_call_is_reported() throws Exception {
        onlyFails(tenant.check(publicUrl("https://photosync.invalid")), "public address", "cannot be resolved");
        onlyFails(tenant.check(publicUrl(tenant.sandbox.graphUrl())), "public address", "localhost: ");
        onlyToBeLookedAt(tenant.check(publicUrl("https://10.1.2.3")), "public address", "has the private address");
    }

    private static Map<String, String> publicUrl(String url) {
        return Map.of("photosync.webhook.public-url", url);
    }

    private static Fault profile(String answer) {
        return Fault.always(Service.SHAREPOINT, "GetPropertiesFor", 200).content("application/json", answer);
    }

    private static Fault csom(String message, String type) {
        return Fault.always(Service.SHAREPOINT, "ProcessQuery", 200)
                .content(
                        "application/json",
                        "[{\"ErrorInfo\":{\"ErrorMessage\":\"%s\",\"ErrorCode\":-1,\"ErrorTypeName\":\"%s\"}}]"
                                .formatted(message, type));
    }
}
