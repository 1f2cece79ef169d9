package io.photosync.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong names of SharePoint's hosts. */
class HostsLineTest {

    @ParameterizedTest
    @CsvSource({
        "https://contoso-my.sharepoint.com, https://contoso-admin.sharepoint.com, WORKS",
        "https://contoso-my.sharepoint-mil.us, https://contoso-admin.sharepoint-mil.us, WORKS",
        "https://my-firm-my.sharepoint.cn, https://my-firm-admin.sharepoint.cn, WORKS",
        "https://Contoso-my.SharePoint.com, https://contoso-admin.sharepoint.com, WORKS",
        "https://localhost:9443, https://localhost:9444, WORKS",
        "https://contoso-admin.sharepoint.com, https://contoso-my.sharepoint.com, FAILS",
        "https://contoso.sharepoint.com, https://contoso-admin.sharepoint.com, FAILS",
        "https://contoso-my.sharepoint.com, https://contoso.sharepoint.com, FAILS",
        "https://contoso-my.sharepoint.com, https://contoso-my.sharepoint.com, FAILS",
        "https://localhost:9443, https://localhost:9443, FAILS",
        "https://contoso-my.sharepoint.com, https://fabrikam-admin.sharepoint.com, UNCLEAR",
        "https://contoso-my.sharepoint.com, https://contoso-admin.sharepoint.us, UNCLEAR"
    })
    void each_host_must_be_in_its_setting_and_both_of_one_tenant(URI mySite, URI admin, Result result) {
        Line line = new HostsLine(mySite, admin).run();

        assertThat(line.result()).as(line.says()).isEqualTo(result);
        assertThat(line.toDo().isPresent()).isEqualTo(result != Result.WORKS);
    }
}
