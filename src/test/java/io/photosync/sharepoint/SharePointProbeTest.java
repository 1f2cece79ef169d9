package io.photosync.sharepoint;

import static io.photosync.sharepoint.SharePointTenant.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.budget.Failure;
import io.photosync.budget.Failure.Kind;
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
    void one_persons_trouble_is_none_of_its_business() throws Exception {
        tenant.faults.put(
                Fault.always(Service.SHAREPOINT, ".", 500).user(tenant.member().id()));

        assertThat(probe.probe()).isEmpty();
    }

    @Test
    void a_permission_to_read_but_not_to_write_is_missing_for_everybody() throws Exception {
        // Given
        tenant.resources.grant(tenant.settings.adminUrl().audience(), List.of("User.Read.All", "Sites.Read.All"));

        // When
        Failure failure = probe.probe().orElseThrow();

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(failure.code()).isEqualTo(SharePointProbe.MISSING_PERMISSION);
        assertThat(failure.detail())
                .contains(
                        "User.ReadWrite.All", tenant.settings.adminUrl().toString(), "[Sites.Read.All, User.Read.All]");
    }

    @Test
    void a_folder_that_nobody_can_find_is_an_outage_with_a_word_on_the_setting() throws Exception {
        // Given
        tenant.close();
        tenant = new SharePointTenant(files, Map.of("photosync.sharepoint.folder", "Photos de profil"));
        probe = new SharePointProbe(
                tenant.client, tenant.folder, tenant.profiles, tenant.settings, SharePointTenant.CLOCK);

        // When
        Failure failure = probe.probe().orElseThrow();

        // Then
        assertThat(failure.code()).isEqualTo(PhotoFolder.UNCLEAR);
        assertThat(failure.detail()).contains("is 'Photos de profil', and there are [Profile Pictures]");
        assertThat(tenant.library.folder(ask())).isEqualTo("/User Photos/Photos de profil");
    }
}
