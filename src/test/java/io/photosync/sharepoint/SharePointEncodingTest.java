package io.photosync.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** How names, times and texts are written so that SharePoint understands them. */
class SharePointEncodingTest {

    /** Values seen in public recordings: pnp/cli-microsoft365's documentation, pnp/pnpcore's test data. */
    @ParameterizedTest
    @CsvSource({
        "2022-09-22T11:20:36Z,     63799442436",
        "2022-09-22T11:20:36.999Z, 63799442436",
        "2021-12-14T12:54:56Z,     63775083296"
    })
    void a_picture_timestamp_counts_seconds_from_the_year_one(String when, String stamp) {
        assertThat(PictureTimestamp.of(Instant.parse(when))).isEqualTo(stamp);
    }

    @ParameterizedTest
    @CsvSource({
        "anna@contoso.com,                          'i%3A0%23.f%7Cmembership%7Canna%40contoso.com'",
        "guest_fabrikam.com#EXT#@contoso.com,       'i%3A0%23.f%7Cmembership%7Cguest_fabrikam.com%23EXT%23%40contoso.com'",
        "o''neil@contoso.com,                       'i%3A0%23.f%7Cmembership%7Co%27%27neil%40contoso.com'",
        "a+b c@contoso.com,                         'i%3A0%23.f%7Cmembership%7Ca%2Bb%20c%40contoso.com'"
    })
    void an_account_name_survives_the_url(String upn, String inUrl) {
        String asCsvQuotesIt = upn.replace("''", "'");

        assertThat(OData.literal(AccountName.of(asCsvQuotesIt).claim())).isEqualTo("'" + inUrl + "'");
    }

    @Test
    void a_path_keeps_its_slashes() {
        assertThat(OData.path("/User Photos/Profilbilder/g#EXT#_MThumb.jpg"))
                .isEqualTo("/User%20Photos/Profilbilder/g%23EXT%23_MThumb.jpg");
    }

    @Test
    void several_properties_are_set_by_one_csom_request() throws Exception {
        // Given
        Map<ProfileProperty, String> values = new EnumMap<>(ProfileProperty.class);
        values.put(ProfileProperty.PICTURE_URL, "https://x/?a=1&b=<2>");
        values.put(ProfileProperty.PLACEHOLDER_STATE, "");

        // When
        byte[] request = CsomRequest.setProperties(AccountName.of("o'neil&co@contoso.com"), values);

        // Then
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document xml = factory.newDocumentBuilder().parse(new ByteArrayInputStream(request));
        assertThat(xml.getDocumentElement().getNamespaceURI())
                .isEqualTo("http://schemas.microsoft.com/sharepoint/clientquery/2009");
        assertThat(texts(xml))
                .containsExactly(
                        "i:0#.f|membership|o'neil&co@contoso.com",
                        "PictureURL",
                        "https://x/?a=1&b=<2>",
                        "i:0#.f|membership|o'neil&co@contoso.com",
                        "SPS-PicturePlaceholderState",
                        "");
        assertThat(new String(request, StandardCharsets.UTF_8))
                .contains("TypeId=\"{cf560d69-0fdb-4489-a216-b6b47adf8ef8}\"");
    }

    private static String[] texts(Document xml) {
        NodeList parameters = xml.getElementsByTagNameNS("*", "Parameter");
        String[] texts = new String[parameters.getLength()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = parameters.item(i).getTextContent();
        }
        return texts;
    }
}
