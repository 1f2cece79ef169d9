package io.photosync.sandbox.sharepoint;

import static io.photosync.sandbox.sharepoint.SharePointUnderTest.encoded;
import static io.photosync.sandbox.sharepoint.SharePointUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.sandbox.http.HttpsService;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharePointAccessTest {
    private static final String FOLDER = "/_api/web/GetFolderByServerRelativePath(decodedUrl='/User%20Photos')";
    private static final String MANAGER = "/_api/SP.UserProfiles.PeopleManager/";

    private final SharePointUnderTest tenant = new SharePointUnderTest();

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void a_token_of_the_other_host_is_refused() {
        // When
        HttpResponse<String> answer =
                get(tenant.mySite, FOLDER, SharePointUnderTest.token(tenant.admin, "Sites.Read.All"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"error_description\":\"Invalid issuer or signature.\"}");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void no_token_and_no_good_one_are_refused() {
        // When
        HttpResponse<String> garbled = get(tenant.mySite, FOLDER, "Bearer nonsense");
        HttpResponse<String> none =
                tenant.send(java.net.http.HttpRequest.newBuilder(java.net.URI.create(tenant.mySite.url() + FOLDER)));

        // Then
        assertThat(garbled.statusCode()).isEqualTo(401);
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.body()).contains("Unsupported security token.");
    }

    @Test
    void a_token_got_with_a_secret_is_refused() {
        // Given
        String secret = SharePointUnderTest.token(tenant.mySite, SharePointUnderTest.EVERYTHING)
                .replace(";certificate", ";secret");

        // When
        HttpResponse<String> answer = get(tenant.mySite, FOLDER, secret);

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("Unsupported app only token.");
    }

    @Test
    void files_need_a_role_of_sites() {
        // Given
        String reader = SharePointUnderTest.token(tenant.mySite, "Sites.Read.All");
        String upload = FOLDER + "/Files/AddUsingPath(decodedurl='a.jpg',overwrite=true)";

        // When
        HttpResponse<String> read = get(tenant.mySite, FOLDER, reader);
        HttpResponse<String> write = post(tenant.mySite, upload, reader, "x");
        HttpResponse<String> readByOther =
                get(tenant.mySite, FOLDER, SharePointUnderTest.token(tenant.mySite, "User.ReadWrite.All"));

        // Then
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(write.statusCode()).isEqualTo(403);
        assertThat(json(write).at("/odata.error/code").asText())
                .isEqualTo("-2147024891, System.UnauthorizedAccessException");
        assertThat(json(write).at("/odata.error/message/value").asText())
                .isEqualTo("Access denied. You do not have permission to perform this action or access this resource.");
        assertThat(readByOther.statusCode()).isEqualTo(403);
    }

    @Test
    void profiles_need_a_role_of_users_whatever_the_sites_allow() {
        // Given
        String path = MANAGER + "GetPropertiesFor(accountName=@v)?@v='" + encoded(tenant.account()) + "'";

        // When
        HttpResponse<String> read =
                get(tenant.admin, path, SharePointUnderTest.token(tenant.admin, "Sites.FullControl.All"));
        HttpResponse<String> write = post(
                tenant.admin,
                MANAGER + "SetSingleValueProfileProperty",
                SharePointUnderTest.token(tenant.admin, "User.Read.All,Sites.FullControl.All"),
                "{\"accountName\":\"x\",\"propertyName\":\"PictureURL\",\"propertyValue\":\"x\"}");

        // Then
        assertThat(read.statusCode()).isEqualTo(403);
        assertThat(read.body()).contains("does not have the required permissions to access profile information");
        assertThat(write.statusCode()).isEqualTo(403);
    }

    @Test
    void another_persons_property_is_written_on_the_admin_host_only() {
        // Given
        String body = "{\"accountName\":\"" + tenant.account()
                + "\",\"propertyName\":\"PictureURL\",\"propertyValue\":\"x\"}";

        // When
        HttpResponse<String> onMySite = tenant.post(tenant.mySite, MANAGER + "SetSingleValueProfileProperty", body);
        HttpResponse<String> onAdmin = tenant.post(tenant.admin, MANAGER + "SetSingleValueProfileProperty", body);

        // Then
        assertThat(onMySite.statusCode()).isEqualTo(403);
        assertThat(onAdmin.statusCode()).isEqualTo(200);
    }

    @Test
    void the_admin_host_has_no_photo_library() {
        // When
        HttpResponse<String> answer = tenant.get(tenant.admin, FOLDER);

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(HttpsService host, String path, String token) {
        return tenant.send(tenant.request(host, path).setHeader("Authorization", token));
    }

    private HttpResponse<String> post(HttpsService host, String path, String token, String body) {
        return tenant.send(
                tenant.request(host, path).setHeader("Authorization", token).POST(BodyPublishers.ofString(body)));
    }
}
