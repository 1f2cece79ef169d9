package io.photosync.sandbox.sharepoint;

import static io.photosync.sandbox.sharepoint.SharePointUnderTest.encoded;
import static io.photosync.sandbox.sharepoint.SharePointUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final String VERBOSE = "application/json;odata=verbose";
    private static final String FOLDER = "/_api/web/GetFolderByServerRelativePath(decodedUrl='/User%20Photos')";

    private final SharePointUnderTest tenant = new SharePointUnderTest();

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void a_client_that_says_only_json_gets_minimal_metadata() {
        // When
        JsonNode profile = json(get(person(), "application/json"));

        // Then
        assertThat(profile.path("odata.type").asText()).isEqualTo("SP.UserProfiles.PersonProperties");
        assertThat(profile.path("odata.metadata").asText()).startsWith(tenant.mySite.url() + "/_api/$metadata#");
        assertThat(profile.path("odata.id").asText()).isNotEmpty();
        assertThat(profile.path("DisplayName").asText()).isEqualTo(tenant.person.displayName());
    }

    @Test
    void the_verbose_shape_wraps_objects_lists_and_errors() {
        // When
        JsonNode profile = json(get(person(), VERBOSE));
        JsonNode folders = json(get(FOLDER + "/Folders", "application/json; odata=verbose"));
        JsonNode error = json(get("/_api/web/GetFolderByServerRelativePath(decodedUrl='/Nowhere')", VERBOSE));

        // Then
        assertThat(profile.at("/d/__metadata/type").asText()).isEqualTo("SP.UserProfiles.PersonProperties");
        assertThat(profile.at("/d/UserProfileProperties/results/0/Key").isTextual())
                .isTrue();
        assertThat(folders.at("/d/results")).hasSize(2);
        assertThat(error.at("/error/message/value").asText()).isEqualTo("File Not Found.");
    }

    @Test
    void a_client_without_accept_gets_atom() {
        // When
        HttpResponse<String> folder = get(FOLDER, "*/*");
        HttpResponse<String> error = get("/_api/web/GetFolderByServerRelativePath(decodedUrl='/Nowhere')", "*/*");

        // Then
        assertThat(folder.headers().firstValue("Content-Type")).get().asString().startsWith("application/atom+xml");
        assertThat(folder.body()).contains("<d:Name>User Photos</d:Name>");
        assertThat(error.body()).contains("<m:error").contains("File Not Found.");
    }

    @Test
    void a_form_digest_can_be_had_and_need_not_be_used() {
        // When
        JsonNode plain = json(tenant.post(tenant.admin, "/_api/contextinfo", ""));
        JsonNode verbose = json(tenant.send(tenant.request(tenant.admin, "/_api/contextinfo")
                .setHeader("Accept", VERBOSE)
                .POST(BodyPublishers.noBody())));

        // Then
        assertThat(plain.path("FormDigestTimeoutSeconds").asInt()).isEqualTo(1800);
        assertThat(verbose.at("/d/GetContextWebInformation/FormDigestValue").asText())
                .startsWith("0x");
        assertThat(tenant.set("AboutMe", "no digest").statusCode()).isEqualTo(200);
    }

    private String person() {
        return "/_api/SP.UserProfiles.PeopleManager/GetPropertiesFor(accountName=@v)?@v='" + encoded(tenant.account())
                + "'";
    }

    private HttpResponse<String> get(String path, String accept) {
        return tenant.send(tenant.request(tenant.mySite, path).setHeader("Accept", accept));
    }
}
