package io.photosync.sharepoint;

import static io.photosync.sharepoint.SharePointTenant.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharePointProbeTest {
    @TempDir
    Path files;

    private SharePointTenant tenant;
    private SharePointProbe probe;

    @BeforeEach
    void startTenant() throws Exception {
        tenant = new SharePointTenant(files, Map.of());
        probe = new SharePointProbe(
                tenant.client, tenant.folder, tenant.profiles, tenant.settings, SharePointTenant.CLOCK);
    }

    @AfterEach
    void stopTenant() {
        tenant.close();
    }

    @Test
    void all_is_well_after_one_request_to_each_host() throws Exception {
        assertThat(probe.probe()).isEmpty();
        assertThat(tenant.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Folders", "GetPropertiesFor"})
    void either_host_alone_is_an_outage(String match) throws Exception {
        tenant.faults.put(Fault.always(Service.SHAREPOINT, match, 500));

        assertThat(probe.probe()).map(Failure::kind).contains(Kind.SERVER_ERROR);
    }

    @Test
    void one_users_trouble_is_no_outage() throws Exception {
        tenant.faults.put(
                Fault.always(Service.SHAREPOINT, ".", 500).user(tenant.member().id()));

        assertThat(probe.probe()).isEmpty();
    }

    @Test
    void a_permission_to_read_but_not_to_write_is_an_outage() throws Exception {
        // Given
        tenant.resources.grant(tenant.settings.adminUrl().audience(), List.of("User.Read.All", "Sites.Read.All"));

        // When
        Failure failure = probe.probe().orElseThrow();

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(failure.code()).isEqualTo(PermissionCheck.MISSING_PERMISSION);
        assertThat(failure.detail())
                .contains(
                        "User.ReadWrite.All", tenant.settings.adminUrl().toString(), "[Sites.Read.All, User.Read.All]");
    }

    @Test
    void full_control_of_sites_is_no_permission_to_write_profiles() throws Exception {
        tenant.resources.grant(
                tenant.settings.adminUrl().audience(), List.of("User.Read.All", "Sites.FullControl.All"));

        assertThat(probe.probe()).hasValueSatisfying(failure -> assertThat(failure.detail())
                .contains("[User.ReadWrite.All] must be granted", "photosync.sharepoint.admin-url"));
    }

    @Test
    void consent_that_is_given_later_is_noticed_with_the_next_token() throws Exception {
        List<String> roles = List.of("User.ReadWrite.All", "Sites.FullControl.All");
        tenant.resources.grant(tenant.settings.adminUrl().audience(), List.of("User.Read.All"));
        tenant.client.send(SharePointRequest.get(tenant.settings.adminUrl(), "/_api/contextinfo"), ask(), answer -> {});

        tenant.resources.grant(tenant.settings.adminUrl().audience(), roles);

        assertThat(probe.probe()).isEmpty();
    }

    @Test
    void a_host_without_a_photo_library_is_named_with_its_setting() throws Exception {
        tenant.mySite(tenant.sharePoint.admin());
        tenant.faults.put(
                Fault.always(Service.SHAREPOINT, "Folders", 404)
                        .content(
                                "application/json",
                                "{\"odata.error\":{\"code\":\"-2147024894, System.IO.FileNotFoundException\",\"message\":{\"value\":\"Filen blev ikke fundet.\"}}}"));

        Failure failure = probe.probe().orElseThrow();

        assertThat(failure.code()).isEqualTo(PhotoFolder.LIBRARY_MISSING);
        assertThat(failure.reach()).isEqualTo(Failure.Reach.ALL_USERS);
        assertThat(failure.detail())
                .contains(tenant.settings.mySiteUrl().toString(), "photosync.sharepoint.my-site-url", "User Photos");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void a_host_that_moved_is_named_with_where_to_and_its_setting(int status) throws Exception {
        tenant.faults.put(Fault.always(Service.SHAREPOINT, "Folders", status)
                .header("Location", "https://fabrikam-my.sharepoint.com/_api/web?secret=1"));

        Failure failure = probe.probe().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(failure.detail())
                .contains(
                        "host moved to https://fabrikam-my.sharepoint.com",
                        tenant.settings.mySiteUrl().toString(),
                        "photosync.sharepoint.my-site-url")
                .doesNotContain("secret");
    }

    @Test
    void a_folder_that_is_not_there_is_an_outage_that_names_the_setting() throws Exception {
        // Given
        tenant.close();
        tenant = new SharePointTenant(files, Map.of("photosync.sharepoint.folder", "Photos de profil"));
        probe = new SharePointProbe(
                tenant.client, tenant.folder, tenant.profiles, tenant.settings, SharePointTenant.CLOCK);

        // When
        Failure failure = probe.probe().orElseThrow();

        // Then
        assertThat(failure.code()).isEqualTo(PhotoFolder.UNCLEAR);
        assertThat(failure.detail()).contains("got 'Photos de profil', and there are [Profile Pictures]");
        assertThat(tenant.library.folder(ask())).isEqualTo("/User Photos/Photos de profil");
    }
}
