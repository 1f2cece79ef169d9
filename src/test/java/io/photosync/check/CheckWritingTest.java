package io.photosync.check;

import static io.photosync.check.CheckedTenant.line;
import static io.photosync.check.CheckedTenant.onlyFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code check --write-as UPN}: one user's own photo, written once and read back; and refused users. */
class CheckWritingTest {
    private static final String WRITE = "write";
    private static CheckedTenant tenant;

    @BeforeAll
    static void start() {
        tenant = new CheckedTenant(60);
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
    void a_named_test_users_photo_is_written_and_read_back() throws Exception {
        Person user = tenant.pictured();

        CheckReport checkReport = tenant.checkWritingAs(user.userPrincipalName());

        assertThat(line(checkReport, WRITE).result()).as(checkReport.text()).isEqualTo(Result.WORKS);
        assertThat(line(checkReport, WRITE).says()).contains("unchanged", "names its user");
        assertThat(checkReport.text())
                .doesNotContain(user.userPrincipalName())
                .doesNotContain(user.id())
                .doesNotContain(user.displayName());
    }

    @Test
    void an_unknown_user_a_guest_and_a_user_without_photo_are_refused() throws Exception {
        Person guest = tenant.sandbox.directory().all().stream()
                .filter(Person::guest)
                .findFirst()
                .orElseThrow();
        Person without = tenant.person(
                one -> tenant.sandbox.exchangePhotos().find(one.id()).isEmpty());

        onlyFails(tenant.checkWritingAs("nobody@contoso.example"), WRITE, "no user of that name");
        onlyFails(tenant.checkWritingAs(guest.userPrincipalName()), WRITE, "is a guest");
        onlyFails(tenant.checkWritingAs(without.userPrincipalName()), WRITE, "no photo in Exchange");
    }

    @Test
    void a_user_without_profile_or_with_a_damaged_photo_is_refused() throws Exception {
        Person user = tenant.pictured();
        Person other = tenant.person(one -> !one.equals(user)
                && tenant.sandbox.exchangePhotos().find(one.id()).isPresent());
        tenant.sandbox.sharePoint().profiles().remove(other.id());
        Person damaged = tenant.person(one -> !one.equals(user)
                && !one.equals(other)
                && tenant.sandbox.exchangePhotos().find(one.id()).isPresent());
        tenant.sandbox.exchangePhotos().damage(damaged.id(), new byte[] {1, 2, 3});

        onlyFails(tenant.checkWritingAs(other.userPrincipalName()), WRITE, "has no profile");
        onlyFails(tenant.checkWritingAs(damaged.userPrincipalName()), WRITE, "cannot be made into thumbnails");
    }

    @Test
    void another_users_profile_is_not_written() throws Exception {
        Person user = tenant.pictured();
        tenant.fault(Fault.always(Service.SHAREPOINT, "GetPropertiesFor", 200)
                .content(
                        "application/json",
                        "{\"AccountName\":\"a\",\"UserProfileProperties\":[{\"Key\":\"msOnline-ObjectId\","
                                + "\"Value\":\"11111111-2222-4333-8444-555555555555\"}]}"));

        CheckReport checkReport = tenant.checkWritingAs(user.userPrincipalName());

        onlyFails(checkReport, WRITE, "belongs to another user");
    }

    @Test
    void a_profile_that_is_gone_when_it_is_written_is_reported_with_the_advice_to_wait() throws Exception {
        tenant.fault(
                Fault.always(Service.SHAREPOINT, "ProcessQuery", 200)
                        .bodyMatch("PictureURL")
                        .content(
                                "application/json",
                                "[{\"ErrorInfo\":{\"ErrorMessage\":\"User Profile Error 1000: no profile\",\"ErrorCode\":-1,"
                                        + "\"ErrorTypeName\":\"Microsoft.Office.Server.UserProfiles.UserNotFoundException\"}}]"));

        CheckReport checkReport = tenant.checkWritingAs(tenant.pictured().userPrincipalName());

        onlyFails(checkReport, WRITE, "ProfileNotFound");
        CheckedTenant.advises(line(checkReport, WRITE), "Wait for SharePoint's profile import");
    }

    @Test
    void writes_that_sharepoint_refuses_or_does_not_keep_are_reported() throws Exception {
        Person user = tenant.pictured();
        tenant.fault(Fault.always(Service.SHAREPOINT, "POST .*User Photos.*Files", 403));
        onlyFails(tenant.checkWritingAs(user.userPrincipalName()), WRITE, "HTTP 403");

        tenant.putAllRightAgain();
        tenant.fault(Fault.always(Service.SHAREPOINT, "GET .*_MThumb.jpg", 404));
        onlyFails(tenant.checkWritingAs(user.userPrincipalName()), WRITE, "had no such file");

        tenant.putAllRightAgain();
        tenant.fault(Fault.always(Service.SHAREPOINT, "ProcessQuery", 200)
                .bodyMatch("PictureURL")
                .content("application/json", "[{\"ErrorInfo\":null}]"));
        Person fresh = tenant.person(one -> !one.equals(user)
                && tenant.sandbox.exchangePhotos().find(one.id()).isPresent());
        onlyFails(tenant.checkWritingAs(fresh.userPrincipalName()), WRITE, "showed another picture URL");
    }
}
