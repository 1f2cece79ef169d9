package io.photosync.sandbox.sharepoint;

import static io.photosync.sandbox.sharepoint.SharePointUnderTest.encoded;
import static io.photosync.sandbox.sharepoint.SharePointUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilesTest {
    private static final String MANAGER = "/_api/SP.UserProfiles.PeopleManager/";

    private final SharePointUnderTest tenant = new SharePointUnderTest();

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void a_profile_shows_its_fields_in_order_and_no_picture_at_first() {
        // When
        JsonNode profile = tenant.profile();

        // Then
        assertThat(profile.fieldNames())
                .toIterable()
                .containsExactly(
                        "AccountName",
                        "DirectReports",
                        "DisplayName",
                        "Email",
                        "ExtendedManagers",
                        "ExtendedReports",
                        "IsFollowed",
                        "LatestPost",
                        "Peers",
                        "PersonalSiteHostUrl",
                        "PersonalUrl",
                        "PictureUrl",
                        "Title",
                        "UserProfileProperties",
                        "UserUrl");
        assertThat(profile.path("PictureUrl").isNull()).isTrue();
        assertThat(profile.at("/UserProfileProperties/0/ValueType").asText()).isEqualTo("Edm.String");
        assertThat(tenant.property("PictureURL")).isEmpty();
        assertThat(tenant.property("msOnline-ObjectId")).isEqualTo(tenant.person.id());
    }

    @Test
    void an_empty_picture_may_be_refused() {
        // Given
        HttpResponse<String> taken = tenant.set("PictureURL", "");
        tenant.sharePoint.profiles().refuseEmptyPictures(true);

        // When
        HttpResponse<String> refused = tenant.set("PictureURL", "");

        // Then
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(tenant.set("PictureURL", "https://x.example/a.jpg").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_api/SP.UserProfiles.PeopleManager/GetPropertiesFor(accountName=@v)?@v='%s'",
                "/_api/sp.userprofiles.peoplemanager/getpropertiesfor(@v)?%%40v=%%27%s%%27",
                "/_api/SP.UserProfiles.PeopleManager/GetPropertiesFor(accountName='%s')",
                "/_api/sp.userprofiles.peoplemanager/getpropertiesfor('%s')?$select=AccountName"
            })
    void a_profile_is_read_by_each_way_of_naming_it(String form) {
        // Given
        String path = form.formatted(encoded(tenant.account()));

        // When
        HttpResponse<String> onMySite = tenant.get(tenant.mySite, path);
        HttpResponse<String> onAdmin = tenant.get(tenant.admin, path);

        // Then
        assertThat(json(onMySite).path("AccountName").asText()).isEqualTo(tenant.account());
        assertThat(json(onAdmin).path("AccountName").asText()).isEqualTo(tenant.account());
    }

    @Test
    void the_derived_url_carries_the_timestamp_and_hides_behind_the_placeholder() {
        // Given
        String url = tenant.mySite.url() + "/User%20Photos/Profile%20Pictures/x_MThumb.jpg";
        tenant.set("PictureURL", url);
        tenant.set("SPS-PictureTimestamp", "63799442436");

        // When
        tenant.set("sps-pictureplaceholderstate", "0");
        String shown = tenant.profile().path("PictureUrl").asText();
        tenant.set("SPS-PicturePlaceholderState", "1");
        JsonNode hidden = tenant.profile().path("PictureUrl");

        // Then
        assertThat(shown).isEqualTo(url + "?t=63799442436");
        assertThat(hidden.isNull()).isTrue();
        assertThat(tenant.property("PictureURL")).isEqualTo(url);
    }

    @Test
    void a_property_is_written_inline_and_read_alone() {
        // When
        HttpResponse<String> write = tenant.post(
                tenant.admin,
                MANAGER + "SetSingleValueProfileProperty(accountname='" + encoded(tenant.account())
                        + "',propertyName='AboutMe',propertyValue='it''s%20me,%20(really)')",
                "");
        HttpResponse<String> read = tenant.get(
                tenant.admin,
                MANAGER + "GetUserProfilePropertyFor(accountName=@v,propertyName='AboutMe')?@v='"
                        + encoded(tenant.account()) + "'");

        // Then
        assertThat(write.statusCode()).isEqualTo(200);
        assertThat(write.body()).isEqualTo("{\"odata.null\":true}");
        assertThat(json(read).path("value").asText()).isEqualTo("it's me, (really)");
    }

    @Test
    void a_profile_that_does_not_exist_reads_as_null_and_cannot_be_written_until_it_is_made() {
        // Given
        tenant.sharePoint.profiles().remove(tenant.person.id());

        // When
        JsonNode read = tenant.profile();
        HttpResponse<String> write = tenant.set("PictureURL", "x");
        tenant.sharePoint.profiles().create(tenant.person.id());

        // Then
        assertThat(read.toString()).isEqualTo("{\"odata.null\":true}");
        assertThat(write.statusCode()).isEqualTo(500);
        assertThat(json(write).at("/odata.error/message/value").asText())
                .isEqualTo("User Profile Error 1000: User Not Found: Could not load profile data from the database.");
        assertThat(tenant.set("PictureURL", "x").statusCode()).isEqualTo(200);
    }

    @Test
    void guests_have_no_profile() {
        // When
        HttpResponse<String> read = tenant.get(
                tenant.admin,
                MANAGER + "GetPropertiesFor(accountName=@v)?@v='"
                        + encoded("i:0#.f|membership|" + tenant.guest.userPrincipalName()) + "'");

        // Then
        assertThat(read.body()).isEqualTo("{\"odata.null\":true}");
    }

    @Test
    void properties_of_the_directory_and_unknown_ones_cannot_be_written() {
        // When
        HttpResponse<String> readOnly = tenant.set("AccountName", "somebody");
        HttpResponse<String> unknown = tenant.set("FavouriteColour", "green");

        // Then
        assertThat(readOnly.statusCode()).isEqualTo(500);
        assertThat(json(readOnly).at("/odata.error/code").asText())
                .isEqualTo("-1, Microsoft.Office.Server.UserProfiles.PropertyNotEditableException");
        assertThat(unknown.statusCode()).isEqualTo(500);
        assertThat(unknown.body()).contains("Property Not Found");
    }

    @Test
    void after_a_rename_of_the_domain_profiles_go_on_naming_the_old_host() {
        // Given
        tenant.set("PictureURL", tenant.mySite.url() + "/User%20Photos/Profile%20Pictures/ada_MThumb.jpg");

        // When
        tenant.sharePoint.renamedFrom(java.net.URI.create("https://old-my.sharepoint.example"));

        // Then
        assertThat(tenant.property("PictureURL"))
                .isEqualTo("https://old-my.sharepoint.example/User%20Photos/Profile%20Pictures/ada_MThumb.jpg");
    }
}
