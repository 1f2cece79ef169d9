package io.photosync.sandbox.sharepoint;

import static io.photosync.sandbox.sharepoint.SharePointUnderTest.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserPhotoTest {
    private final SharePointUnderTest tenant = new SharePointUnderTest();

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void the_page_serves_each_size_of_the_picture_that_the_profile_points_at() {
        // Given
        tenant.sharePoint.seedOldPicture(
                tenant.person, new SharePoint.Thumbnails(bytes("small"), bytes("medium"), bytes("large")));

        // When
        String small = body("S", tenant.person.userPrincipalName());
        String large = body("l", "i:0#.f|membership|" + tenant.person.userPrincipalName());

        // Then
        assertThat(small).isEqualTo("small");
        assertThat(large).isEqualTo("large");
        assertThat(tenant.property("PictureURL"))
                .endsWith("/User%20Photos/Profile%20Pictures/"
                        + tenant.person.userPrincipalName().replaceAll("[@.]", "_") + "_MThumb.jpg");
    }

    @Test
    void without_a_picture_a_placeholder_is_served_that_looks_like_any_image() {
        // When
        HttpResponse<byte[]> placeholder = page("M", tenant.person.userPrincipalName(), "");
        HttpResponse<byte[]> none = page("M", tenant.person.userPrincipalName(), "&default=none");

        // Then
        assertThat(placeholder.statusCode()).isEqualTo(200);
        assertThat(placeholder.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(none.statusCode()).isEqualTo(404);
    }

    private String body(String size, String account) {
        return new String(page(size, account, "").body(), StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> page(String size, String account, String more) {
        return tenant.download(tenant.request(
                tenant.admin, "/_layouts/15/userphoto.aspx?size=" + size + "&AccountName=" + encoded(account) + more));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
