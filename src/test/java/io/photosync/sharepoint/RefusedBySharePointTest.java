package io.photosync.sharepoint;

import static io.photosync.sharepoint.SharePointTenant.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows from a refusal: another token, the name of the missing permission, or that there is no such profile. */
class RefusedBySharePointTest {
    @TempDir
    Path files;

    private SharePointTenant tenant;
    private String upn;

    @BeforeEach
    void startTenant() throws Exception {
        tenant = new SharePointTenant(files, Map.of());
        upn = tenant.member().userPrincipalName();
        tenant.library.folder(ask());
        tenant.counters.reset();
    }

    @AfterEach
    void stopTenant() {
        tenant.close();
    }

    @Test
    void a_refused_token_is_replaced_once() throws Exception {
        // Given
        tenant.profiles.read(upn, ask());
        tenant.counters.reset();
        tenant.sharePointFails("GetPropertiesFor", 401, 1);

        // When
        tenant.profiles.read(upn, ask());

        // Then
        assertThat(tenant.requests()).isEqualTo(2);
        assertThat(tenant.counters.of(Service.ENTRA).requests()).isEqualTo(1);
    }

    @Test
    void a_second_401_is_final() {
        tenant.sharePointFails("GetPropertiesFor", 401, 9);

        assertThat(failed(() -> tenant.profiles.read(upn, ask())).kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(tenant.requests()).isEqualTo(2);
    }

    @Test
    void a_403_is_repeated_once_with_a_new_token() throws Exception {
        // Given
        tenant.profiles.read(upn, ask());
        tenant.counters.reset();
        tenant.sharePointFails("GetPropertiesFor", 403, 1);

        // When
        tenant.profiles.read(upn, ask());

        // Then
        assertThat(tenant.requests()).isEqualTo(2);
        assertThat(tenant.counters.of(Service.ENTRA).requests()).isEqualTo(1);
    }

    @Test
    void an_access_denied_inside_a_200_is_repeated_once_with_a_new_token() throws Exception {
        tenant.faults.put(Fault.always(Service.SHAREPOINT, "ProcessQuery", 200)
                .content(
                        "application/json",
                        errorInfo("System.UnauthorizedAccessException", -2147024891, "Adgang nægtet"))
                .times(1));

        tenant.profiles.write(upn, Map.of(ProfileProperty.PLACEHOLDER_STATE, "0"), ask());

        assertThat(tenant.requests()).isEqualTo(2);
    }

    @Test
    void a_refusal_names_the_permission_that_the_request_needs_and_the_app_lacks() {
        tenant.resources.grant(
                tenant.settings.adminUrl().audience(), List.of("User.Read.All", "Sites.FullControl.All"));

        Failure failure =
                failed(() -> tenant.profiles.write(upn, Map.of(ProfileProperty.PLACEHOLDER_STATE, "0"), ask()));

        assertThat(failure.code()).isEqualTo(PermissionCheck.MISSING_PERMISSION);
        assertThat(failure.reach()).isEqualTo(Failure.Reach.ALL_USERS);
        assertThat(failure.detail()).contains("[User.ReadWrite.All]", "Access denied");
    }

    @Test
    void a_refusal_that_no_missing_permission_explains_stays_what_it_is() {
        tenant.sharePointFails("AddUsingPath", 403, 9);

        Failure failure = failed(() -> tenant.library.upload("x_SThumb.jpg", new byte[] {1}, ask()));

        assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(failure.reach()).isEqualTo(Failure.Reach.UNCLEAR);
        assertThat(failure.detail()).contains("photosync.sharepoint.my-site-url", "Access denied");
    }

    @Test
    void an_error_in_another_language_means_no_profile_where_there_is_none() {
        tenant.faults.put(Fault.always(Service.SHAREPOINT, "ProcessQuery", 200)
                .content("application/json", errorInfo("System.Exception", -1, "Brugeren blev ikke fundet")));

        Failure withoutProfile = failed(() ->
                tenant.profiles.write("nobody@contoso.example", Map.of(ProfileProperty.PLACEHOLDER_STATE, "0"), ask()));
        Failure withProfile =
                failed(() -> tenant.profiles.write(upn, Map.of(ProfileProperty.PLACEHOLDER_STATE, "0"), ask()));

        assertThat(withoutProfile.code()).isEqualTo(ProfileRefusal.PROFILE_NOT_FOUND);
        assertThat(withoutProfile.reach()).isEqualTo(Failure.Reach.ONE_USER);
        assertThat(withProfile.kind()).isEqualTo(Kind.SERVER_ERROR);
    }

    private static String errorInfo(String type, int code, String message) {
        return io.photosync.sandbox.sharepoint.Failures.errorInfo(type, code, message);
    }

    private static Failure failed(ThrowingCallable call) {
        return catchThrowableOfType(MicrosoftCallException.class, call).failure();
    }
}
