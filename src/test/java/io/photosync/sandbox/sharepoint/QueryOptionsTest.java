package io.photosync.sandbox.sharepoint;

import static io.photosync.sandbox.sharepoint.SharePointUnderTest.encoded;
import static io.photosync.sandbox.sharepoint.SharePointUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What SharePoint's addresses do with query options: they serve them, or say by name that they do not. */
class QueryOptionsTest {
    private static final String FOLDER =
            "/_api/web/GetFolderByServerRelativePath(decodedUrl='/User%20Photos/Profile%20Pictures')";
    private static final String LIBRARY = "/_api/web/GetFolderByServerRelativePath(decodedUrl='/User%20Photos')";
    private static final String ITEMS = "/_api/web/GetListUsingPath(DecodedUrl='/User%20Photos')/items";
    private static final String PERSON = "/_api/SP.UserProfiles.PeopleManager/GetPropertiesFor(accountName=@v)?@v='";

    private final SharePointUnderTest tenant = new SharePointUnderTest();

    @AfterEach
    void stop() {
        tenant.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/_api/web?$expand=Lists, $expand",
        "/_api/web?select=Title, $select",
        FOLDER + "?$orderby=Name, $orderby",
        FOLDER + "/Files?$orderby=TimeCreated, $orderby",
        FOLDER + "/Files?$expand=Author, $expand",
        FOLDER + "/Files?$filter=Length gt 3, $filter",
        FOLDER + "/Folders?$search=x, $search",
        FOLDER + "?$expand=Properties, $expand",
        FOLDER + "/Files('ada_MThumb.jpg')?$expand=ListItemAllFields, $expand",
        ITEMS + "?$filter=Id gt 3, $filter",
        ITEMS + "?$skip=100, $skip",
        ITEMS + "?$expand=FieldValuesAsText, $expand",
        ITEMS + "?$inlinecount=allpages, $inlinecount"
    })
    void what_is_not_served_is_refused_by_name(String path, String option) {
        // Given
        tenant.upload("ada_MThumb.jpg", "one");

        // When
        HttpResponse<String> answer = tenant.get(tenant.mySite, path.replace(" ", "%20"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/odata.error/message/value").asText()).contains(option);
    }

    @Test
    void an_option_that_is_not_served_keeps_a_file_from_being_written() {
        // When
        HttpResponse<String> answer = tenant.post(
                tenant.mySite, FOLDER + "/Files/AddUsingPath(decodedurl='a.jpg',Overwrite=true)?$expand=Author", "x");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(tenant.get(tenant.mySite, FOLDER + "/Files('a.jpg')").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {FOLDER, FOLDER + "/Files", LIBRARY + "/Folders", ITEMS, "/_api/web"})
    void a_property_that_there_is_not_is_refused(String path) {
        // Given
        tenant.upload("ada_MThumb.jpg", "one");

        // When
        HttpResponse<String> answer = tenant.get(tenant.mySite, path + "?$select=Nonsense");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/odata.error/message/value").asText()).contains("'Nonsense'");
    }

    @Test
    void a_misspelt_property_of_a_profile_is_refused() {
        // When
        HttpResponse<String> answer =
                tenant.get(tenant.admin, PERSON + encoded(tenant.account()) + "'&$select=AccountName,PictureURLs");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/odata.error/message/value").asText()).contains("'PictureURLs'");
    }

    @Test
    void a_file_is_found_by_name_in_three_ways() {
        // Given
        tenant.upload("ada_MThumb.jpg", "one");
        tenant.upload("o''neil_MThumb.jpg", "three");

        // When
        JsonNode filtered = json(
                tenant.get(tenant.mySite, FOLDER + "/Files?$filter=Name%20eq%20'o''neil_MThumb.jpg'&$select=Name"));
        JsonNode named = json(tenant.get(tenant.mySite, FOLDER + "/Files('ada_MThumb.jpg')?$select=Length"));
        JsonNode expanded = json(tenant.get(tenant.mySite, FOLDER + "?$select=ItemCount,Files/Name&$expand=Files"));

        // Then
        assertThat(filtered.path("value").findValuesAsText("Name")).containsExactly("o'neil_MThumb.jpg");
        assertThat(named.toString()).isEqualTo("{\"Length\":\"3\"}");
        assertThat(expanded.path("ItemCount").asInt()).isEqualTo(2);
        assertThat(expanded.path("Files").toString())
                .isEqualTo("[{\"Name\":\"ada_MThumb.jpg\"},{\"Name\":\"o'neil_MThumb.jpg\"}]");
        assertThat(tenant.get(tenant.mySite, FOLDER + "/Files('ada_MThumb.jpg')/$value")
                        .body())
                .isEqualTo("one");
        assertThat(tenant.get(tenant.mySite, FOLDER + "/Files('bob_MThumb.jpg')")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_list_item_shows_what_was_selected_and_expanded_only() {
        // Given
        tenant.upload("ada_MThumb.jpg", "one");

        // When
        JsonNode all = json(tenant.get(tenant.mySite, ITEMS)).at("/value/1");
        JsonNode some = json(tenant.get(tenant.mySite, ITEMS + "?$select=Id,FileLeafRef,File/Length&$expand=File"))
                .at("/value/1");
        HttpResponse<String> notExpanded = tenant.get(tenant.mySite, ITEMS + "?$select=FileLeafRef,File/Length");

        // Then
        assertThat(all.has("File")).isFalse();
        assertThat(all.has("FileLeafRef")).isFalse();
        assertThat(all.path("Id").asInt()).isGreaterThan(1);
        assertThat(some.fieldNames()).toIterable().containsExactly("Id", "ID", "FileLeafRef", "File");
        assertThat(some.path("File").toString()).isEqualTo("{\"Length\":\"3\"}");
        assertThat(notExpanded.statusCode()).isEqualTo(400);
    }

    @Test
    void the_folder_is_an_item_without_a_file() {
        // When
        JsonNode items = json(tenant.get(tenant.mySite, ITEMS + "?$select=FileLeafRef,File/Name&$expand=File"));

        // Then
        assertThat(items.at("/value/0/FileLeafRef").asText()).isEqualTo("Profile Pictures");
        assertThat(items.at("/value/0/File").isNull()).isTrue();
    }

    @Test
    void pages_of_items_follow_ids_so_that_a_deleted_file_hides_no_other() {
        // Given
        for (String name : List.of("d", "a", "c", "b")) {
            tenant.upload(name + "_MThumb.jpg", name);
        }
        JsonNode first = json(tenant.get(tenant.mySite, ITEMS + "?$select=FileLeafRef&$top=3"));

        // When
        tenant.send(
                tenant.request(tenant.mySite, FOLDER + "/Files('a_MThumb.jpg')").DELETE());
        JsonNode second = json(tenant.send(tenant.request(
                tenant.mySite,
                first.path("odata.nextLink")
                        .asText()
                        .substring(tenant.mySite.url().length()))));

        // Then
        List<String> seen = new ArrayList<>(first.findValuesAsText("FileLeafRef"));
        seen.addAll(second.findValuesAsText("FileLeafRef"));
        assertThat(seen)
                .containsExactly("Profile Pictures", "d_MThumb.jpg", "a_MThumb.jpg", "c_MThumb.jpg", "b_MThumb.jpg");
        assertThat(second.has("odata.nextLink")).isFalse();
    }

    @Test
    void a_number_that_is_none_is_refused() {
        assertThat(tenant.get(tenant.mySite, ITEMS + "?$top=abc").statusCode()).isEqualTo(400);
        assertThat(tenant.get(tenant.mySite, FOLDER + "/Files?$top=abc").statusCode())
                .isEqualTo(400);
    }
}
