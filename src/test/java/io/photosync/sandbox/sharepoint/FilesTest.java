package io.photosync.sandbox.sharepoint;

import static io.photosync.sandbox.sharepoint.SharePointUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {
    private static final String FOLDER = "/User%20Photos/Profile%20Pictures";
    private static final String NAME = "ada_MThumb.jpg";

    private final SharePointUnderTest tenant = new SharePointUnderTest();

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void an_upload_answers_as_the_recordings_do() {
        // When
        HttpResponse<String> answer = tenant.upload(NAME, "one");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("SPRequestGuid")).isPresent();
        assertThat(json(answer).fieldNames())
                .toIterable()
                .containsSequence("CheckInComment", "CheckOutType", "ContentTag", "CustomizedPageStatus", "ETag")
                .contains("Exists", "Length", "Name", "ServerRelativeUrl", "TimeLastModified", "UniqueId");
        String id = json(answer).path("UniqueId").asText().toUpperCase(java.util.Locale.ROOT);
        assertThat(json(answer).path("ETag").asText()).isEqualTo("\"{" + id + "},1\"");
        assertThat(json(answer).path("Length").asText()).isEqualTo("3");
        assertThat(json(answer).path("ServerRelativeUrl").asText()).isEqualTo("/User Photos/Profile Pictures/" + NAME);
    }

    @Test
    void an_overwritten_file_keeps_its_id_and_gets_another_etag() {
        // Given
        JsonNode first = json(tenant.upload(NAME, "one"));

        // When
        JsonNode second = json(tenant.upload("ADA_mthumb.jpg", "two"));

        // Then
        assertThat(second.path("UniqueId")).isEqualTo(first.path("UniqueId"));
        assertThat(second.path("ETag").asText()).endsWith(",2\"");
        assertThat(second.path("Name").asText()).isEqualTo(NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_api/web/GetFileByServerRelativePath(decodedUrl=@u)/$value?@u='" + FOLDER + "/ada_MThumb.jpg'",
                "/_api/web/GetFileByServerRelativePath(decodedUrl=@u)/$value?%40u=%27" + FOLDER + "/ada_MThumb.jpg%27",
                "/_api/web/getfilebyserverrelativepath(decodedurl='" + FOLDER + "/ada_MThumb.jpg')/$value",
                "/_api/Web/GetFileByServerRelativeUrl('" + FOLDER + "/ada_MThumb.jpg')/$value",
                "/_api/web/GetFileByServerRelativePath(decodedUrl='/user%20photos/PROFILE%20PICTURES/Ada_mthumb.JPG')/$value",
                FOLDER + "/ada_MThumb.jpg",
                FOLDER + "/ada_MThumb.jpg?t=63799442436"
            })
    void a_file_is_read_by_each_way_of_naming_it(String path) {
        // Given
        tenant.upload(NAME, "one");

        // When
        HttpResponse<String> answer = tenant.get(tenant.mySite, path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("one");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(answer.headers().firstValue("ETag")).get().asString().endsWith(",1\"");
    }

    @Test
    void a_quote_in_a_name_is_written_twice() {
        // Given
        String name = "o''neil+1_MThumb.jpg";

        // When
        HttpResponse<String> upload = tenant.upload(name, "one");

        // Then
        assertThat(json(upload).path("Name").asText()).isEqualTo("o'neil+1_MThumb.jpg");
        assertThat(tenant.get(tenant.mySite, FOLDER + "/o'neil+1_MThumb.jpg").body())
                .isEqualTo("one");
    }

    @Test
    void the_older_way_of_uploading_refuses_to_overwrite_unless_told() {
        // Given
        String add =
                "/_api/web/GetFolderByServerRelativeUrl('" + FOLDER + "')/Files/Add(url='ada_MThumb.jpg',overwrite=";
        tenant.post(tenant.mySite, add + "true)", "one");

        // When
        HttpResponse<String> again = tenant.post(tenant.mySite, add + "false)", "two");

        // Then
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(json(again).at("/odata.error/code").asText())
                .isEqualTo("-2130575257, Microsoft.SharePoint.SPException");
    }

    @Test
    void content_is_replaced_through_a_tunnelled_put() {
        // Given
        tenant.upload(NAME, "one");
        String file = "/_api/web/GetFileByServerRelativeUrl('" + FOLDER + "/ada_MThumb.jpg')";

        // When
        HttpResponse<String> put = tenant.send(tenant.request(tenant.mySite, file + "/$value")
                .header("X-HTTP-Method", "PUT")
                .POST(BodyPublishers.ofString("two")));

        // Then
        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(tenant.get(tenant.mySite, file + "/$value").body()).isEqualTo("two");
    }

    @Test
    void a_file_is_deleted_only_when_the_etag_fits() {
        // Given
        String etag = json(tenant.upload(NAME, "one")).path("ETag").asText();
        String file = "/_api/web/GetFileByServerRelativePath(decodedUrl='" + FOLDER + "/ada_MThumb.jpg')";

        // When
        HttpResponse<String> stale = tenant.send(tenant.request(tenant.mySite, file)
                .header("X-HTTP-Method", "DELETE")
                .header("If-Match", etag.replace(",1", ",7"))
                .POST(BodyPublishers.noBody()));
        HttpResponse<String> fitting = tenant.send(
                tenant.request(tenant.mySite, file).header("If-Match", etag).DELETE());

        // Then
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(fitting.statusCode()).isEqualTo(200);
        HttpResponse<String> gone = tenant.get(tenant.mySite, file);
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(json(gone).at("/odata.error/code").asText())
                .isEqualTo("-2130575338, Microsoft.SharePoint.SPException");
        assertThat(json(gone).at("/odata.error/message/value").asText())
                .isEqualTo("The file /User Photos/Profile Pictures/ada_MThumb.jpg does not exist.");
    }

    @Test
    void the_library_is_listed_in_pages_of_what_was_selected() {
        // Given
        for (String name : new String[] {"c", "a", "b"}) {
            tenant.upload(name + "_MThumb.jpg", name);
        }

        // When
        JsonNode page = json(tenant.get(
                tenant.mySite,
                "/_api/web/GetFolderByServerRelativePath(decodedUrl='" + FOLDER
                        + "')/Files?$select=Name,ETag&$top=2&$skip=1"));

        // Then
        assertThat(page.path("value")).hasSize(2);
        assertThat(page.at("/value/0/Name").asText()).isEqualTo("b_MThumb.jpg");
        assertThat(page.at("/value/0").fieldNames()).toIterable().containsExactly("ETag", "Name");
    }

    @Test
    void a_localized_folder_is_found_by_listing_the_library() {
        try (SharePointUnderTest german = new SharePointUnderTest(Limits.SMALL_TENANT, "Profilbilder")) {
            // When
            JsonNode folders = json(german.get(
                    german.mySite,
                    "/_api/web/GetFolderByServerRelativePath(decodedUrl='/User%20Photos')/Folders?$select=Name"));

            // Then
            assertThat(folders.findValuesAsText("Name")).containsExactly("Forms", "Profilbilder");
        }
    }

    @Test
    void paths_that_cannot_be_are_refused_in_sharepoints_words() {
        // When
        HttpResponse<String> missing =
                tenant.get(tenant.mySite, "/_api/web/GetFolderByServerRelativePath(decodedUrl='/Nowhere')/Files");
        HttpResponse<String> relative =
                tenant.get(tenant.mySite, "/_api/web/GetFolderByServerRelativeUrl('User%20Photos')");
        HttpResponse<String> broken =
                tenant.get(tenant.mySite, "/_api/web/GetFolderByServerRelativeUrl('User%20Photos)");

        // Then
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(json(missing).at("/odata.error/code").asText())
                .isEqualTo("-2147024894, System.IO.FileNotFoundException");
        assertThat(relative.statusCode()).isEqualTo(400);
        assertThat(json(relative).at("/odata.error/message/value").asText())
                .isEqualTo("Server relative urls must start with SPWeb.ServerRelativeUrl");
        assertThat(broken.statusCode()).isEqualTo(400);
    }

    @Test
    void sharepoint_may_alter_a_file_after_it_answered_to_the_upload() {
        // Given
        FileAlteration longer = new FileAlteration(12, Duration.ofSeconds(20), Duration.ZERO);
        tenant.sharePoint.library().alterFiles(Optional.of(longer));

        // When
        JsonNode answer = json(tenant.upload(NAME, "a picture"));
        JsonNode later = json(tenant.get(
                tenant.mySite, "/_api/web/GetFileByServerRelativePath(decodedUrl='" + FOLDER + "/" + NAME + "')"));

        // Then
        assertThat(answer.path("Length").asText()).isEqualTo("9");
        assertThat(later.path("Length").asText()).isEqualTo("21");
        assertThat(Instant.parse(later.path("TimeLastModified").asText()))
                .isEqualTo(
                        Instant.parse(answer.path("TimeLastModified").asText()).plusSeconds(20));
    }

    @Test
    void an_upload_may_answer_with_what_the_file_was_before() {
        // Given
        tenant.sharePoint.library().answerOfBefore(true);
        JsonNode first = json(tenant.upload(NAME, "one"));

        // When
        JsonNode second = json(tenant.upload(NAME, "another"));

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(tenant.get(tenant.mySite, FOLDER + "/" + NAME).body()).isEqualTo("another");
    }
}
