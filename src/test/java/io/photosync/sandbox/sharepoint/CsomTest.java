package io.photosync.sandbox.sharepoint;

import static io.photosync.sandbox.sharepoint.SharePointUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.photosync.sandbox.http.HttpsService;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CsomTest {
    private static final String PEOPLE_MANAGER =
            "<Constructor Id=\"1\" TypeId=\"{cf560d69-0fdb-4489-a216-b6b47adf8ef8}\"/>";

    private final SharePointUnderTest tenant = new SharePointUnderTest();

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void several_properties_are_written_in_one_request() {
        // Given
        String url = tenant.mySite.url() + "/User%20Photos/a&amp;b_MThumb.jpg";

        // When
        JsonNode answer = json(query(
                tenant.admin,
                "<ObjectPath Id=\"2\" ObjectPathId=\"1\"/>" + set(3, "PictureURL", url)
                        + set(4, "SPS-PicturePlaceholderState", "0"),
                PEOPLE_MANAGER));

        // Then
        assertThat(answer.at("/0/ErrorInfo").isNull()).isTrue();
        assertThat(answer.at("/0/SchemaVersion").asText()).isEqualTo("15.0.0.0");
        assertThat(answer.at("/1").asInt()).isEqualTo(2);
        assertThat(answer.at("/2/IsNull").asBoolean(true)).isFalse();
        assertThat(tenant.property("PictureURL")).isEqualTo(tenant.mySite.url() + "/User%20Photos/a&b_MThumb.jpg");
        assertThat(tenant.property("SPS-PicturePlaceholderState")).isEqualTo("0");
    }

    @Test
    void a_failure_comes_as_200_and_what_ran_before_it_stays() {
        // When
        HttpResponse<String> answer = query(
                tenant.admin,
                set(3, "SPS-PictureTimestamp", "7") + set(4, "Nonsense", "1") + set(5, "PictureURL", "x"),
                PEOPLE_MANAGER);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/0/ErrorInfo/ErrorMessage").asText()).contains("Property Not Found");
        assertThat(json(answer).at("/0/ErrorInfo/ErrorTypeName").asText())
                .isEqualTo("Microsoft.Office.Server.UserProfiles.PropertyNotFoundException");
        assertThat(tenant.property("SPS-PictureTimestamp")).isEqualTo("7");
        assertThat(tenant.property("PictureURL")).isEmpty();
    }

    @Test
    void a_profile_that_does_not_exist_is_an_error_to_write_and_null_to_read() {
        // Given
        tenant.sharePoint.profiles().remove(tenant.person.id());

        // When
        JsonNode write = json(query(tenant.admin, set(3, "PictureURL", "x"), PEOPLE_MANAGER));
        JsonNode read =
                json(query(tenant.admin, "<ObjectPath Id=\"4\" ObjectPathId=\"2\"/>", PEOPLE_MANAGER + person()));

        // Then
        assertThat(write.at("/0/ErrorInfo/ErrorMessage").asText()).startsWith("User Profile Error 1000");
        assertThat(read.at("/2/IsNull").asBoolean(false)).isTrue();
    }

    @Test
    void a_profile_is_read_with_its_properties_as_a_dictionary() {
        // When
        JsonNode read = json(query(
                tenant.mySite,
                "<Query Id=\"4\" ObjectPathId=\"2\"><Query SelectAllProperties=\"true\"><Properties/></Query></Query>",
                PEOPLE_MANAGER + person()));

        // Then
        assertThat(read.at("/2/_ObjectType_").asText()).isEqualTo("SP.UserProfiles.PersonProperties");
        assertThat(read.at("/2/UserProfileProperties/msOnline-ObjectId").asText())
                .isEqualTo(tenant.person.id());
    }

    @Test
    void writing_on_the_my_site_host_is_denied() {
        // When
        JsonNode answer = json(query(tenant.mySite, set(3, "PictureURL", "x"), PEOPLE_MANAGER));

        // Then
        assertThat(answer.at("/0/ErrorInfo/ErrorCode").asInt()).isEqualTo(-2147024891);
        assertThat(answer.at("/0/ErrorInfo/ErrorTypeName").asText()).isEqualTo("System.UnauthorizedAccessException");
    }

    @Test
    void what_is_no_request_is_refused_and_no_document_type_is_read() {
        // When
        HttpResponse<String> noXml = send(tenant.admin, "SetSingleValueProfileProperty");
        HttpResponse<String> external =
                send(tenant.admin, "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><Request>&e;</Request>");
        JsonNode otherType =
                json(query(tenant.admin, set(3, "PictureURL", "x"), PEOPLE_MANAGER.replace("cf560d69", "00000000")));

        // Then
        assertThat(json(noXml).at("/0/ErrorInfo/ErrorMessage").asText()).isEqualTo("The request uses invalid format.");
        assertThat(json(external).at("/0/ErrorInfo/ErrorMessage").asText())
                .isEqualTo("The request uses invalid format.");
        assertThat(otherType.at("/0/ErrorInfo").isNull()).isFalse();
    }

    private String set(int id, String property, String value) {
        return """
                <Method Name="SetSingleValueProfileProperty" Id="%d" ObjectPathId="1"><Parameters>
                <Parameter Type="String">%s</Parameter><Parameter Type="String">%s</Parameter>
                <Parameter Type="String">%s</Parameter></Parameters></Method>""".formatted(id, tenant.account(), property, value);
    }

    private String person() {
        return """
                <Method Id="2" ParentId="1" Name="GetPropertiesFor"><Parameters>
                <Parameter Type="String">%s</Parameter></Parameters></Method>""".formatted(tenant.account());
    }

    private HttpResponse<String> query(HttpsService host, String actions, String paths) {
        return send(host, """
                <Request AddExpandoFieldTypeSuffix="true" SchemaVersion="15.0.0.0" LibraryVersion="16.0.0.0"
                  ApplicationName="test" xmlns="http://schemas.microsoft.com/sharepoint/clientquery/2009">
                <Actions>%s</Actions><ObjectPaths>%s</ObjectPaths></Request>""".formatted(actions, paths));
    }

    private HttpResponse<String> send(HttpsService host, String xml) {
        return tenant.send(tenant.request(host, "/_vti_bin/client.svc/ProcessQuery")
                .header("Content-Type", "text/xml")
                .POST(BodyPublishers.ofString(xml)));
    }
}
