package io.photosync.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoFilesTest {
    private static final SiteUrl MY_SITE = SiteUrl.of("https://contoso-my.sharepoint.com");
    private static final String FOLDER = "/User Photos/Profile Pictures";

    @Test
    void the_three_files_have_the_names_that_sharepoint_gives_them() {
        PhotoFiles files = new PhotoFiles("6b1e0c1a-0000-4000-8000-000000000001");

        assertThat(files.names())
                .containsExactly(
                        "6b1e0c1a-0000-4000-8000-000000000001_SThumb.jpg",
                        "6b1e0c1a-0000-4000-8000-000000000001_MThumb.jpg",
                        "6b1e0c1a-0000-4000-8000-000000000001_LThumb.jpg");
    }

    @ParameterizedTest
    @CsvSource({
        "https://contoso-my.sharepoint.com:443/User%20Photos/Profile%20Pictures/anna_contoso_com_MThumb.jpg, anna_contoso_com",
        "https://contoso-my.sharepoint.com/User Photos/Profile Pictures/anna_contoso_com_MThumb.jpg, anna_contoso_com",
        "https://contoso-my.sharepoint.com/User%20Photos/Profile%20Pictures/anna_MThumb.jpg?t=63799442436, anna",
        "https://CONTOSO-MY.sharepoint.com/user%20photos/profile%20pictures/anna_mthumb.JPG, anna",
        "https://contoso-my.sharepoint.com/User%20Photos/Profile%20Pictures/anna_LThumb.jpg, anna",
        "https://contoso-my.sharepoint.com/User%20Photos/Profile%20Pictures/g%23EXT%23_contoso_MThumb.jpg, g#EXT#_contoso",
        "https://contoso-my.sharepoint.com/User%20Photos/Profile%20Pictures/a+b_contoso_MThumb.jpg, a+b_contoso"
    })
    void an_existing_name_is_kept_however_its_url_is_spelled(String url, String baseName) {
        assertThat(PhotoFiles.of(url, MY_SITE, FOLDER)).contains(new PhotoFiles(baseName));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not a url at all %",
                "http://contoso-my.sharepoint.com/User%20Photos/Profile%20Pictures/anna_MThumb.jpg",
                "https://contoso-my.sharepoint.com:8443/User%20Photos/Profile%20Pictures/anna_MThumb.jpg",
                "https://fabrikam-my.sharepoint.com/User%20Photos/Profile%20Pictures/anna_MThumb.jpg",
                "https://contoso-my.sharepoint.com/User%20Photos/Profilbilder/anna_MThumb.jpg",
                "https://contoso-my.sharepoint.com/User%20Photos/Profile%20Pictures/deeper/anna_MThumb.jpg",
                "https://contoso-my.sharepoint.com/User%20Photos/Profile%20Pictures/..%2F..%2Fx_MThumb.jpg",
                "https://contoso-my.sharepoint.com/User%20Photos/Profile%20Pictures/_MThumb.jpg",
                "https://contoso-my.sharepoint.com/User%20Photos/Profile%20Pictures/anna.png",
                "https://www.gravatar.com/avatar/205e460b479e2e5b48aec07710c08d50"
            })
    void a_url_that_points_elsewhere_names_no_files_of_ours(String url) {
        assertThat(PhotoFiles.of(url, MY_SITE, FOLDER)).isEmpty();
    }

    @Test
    void a_base_name_that_would_leave_the_folder_is_refused() {
        assertThatThrownBy(() -> new PhotoFiles("../anna"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got '../anna'");
    }
}
