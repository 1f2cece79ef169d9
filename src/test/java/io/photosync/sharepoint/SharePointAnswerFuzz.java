package io.photosync.sharepoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCallException;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What SharePoint answers, or what stands in front of it. */
public final class SharePointAnswerFuzz {
    private static final SiteUrl MY_SITE = SiteUrl.of("https://contoso-my.sharepoint.com");
    private static final String FOLDER = "/User Photos/Profile Pictures";

    private SharePointAnswerFuzz() {}

    /** A page of files of our folder, or an answer that could not be understood; never an empty folder by mistake. */
    public static String listing(byte[] body) {
        JsonNode answer;
        try {
            answer = answer(200, body).json();
        } catch (JsonProcessingException notJson) {
            return "not JSON";
        }
        try {
            FilePage page = PhotoListing.read(answer, FOLDER, MY_SITE);
            assertThat(answer.path("value").isArray()).isTrue();
            page.next().ifPresent(next -> assertThat(MY_SITE.resolve(next).toString())
                    .startsWith(MY_SITE + "/"));
            return "files" + Math.min(2, page.files().size()) + page.next().isPresent();
        } catch (MicrosoftCallException refused) {
            return failure(refused.failure());
        }
    }

    /** The same bytes as an answer to a write, as one to a read, and as errors. */
    public static String csom(byte[] body) {
        return String.join("; ", written(body), profile(body), failure(error(500, body)), failure(error(401, body)));
    }

    private static String written(byte[] body) {
        try {
            Profiles.refuseErrorInside(answer(200, body), MY_SITE.toString());
        } catch (MicrosoftCallException refused) {
            return failure(refused.failure());
        }
        try {
            assertThat(answer(200, body).json().get(0).get("ErrorInfo").isNull())
                    .as("an answer without a word of success")
                    .isTrue();
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("taken for success", notJson);
        }
        return "written";
    }

    private static String profile(byte[] body) {
        try {
            Optional<Profile> profile = Profiles.profile(answer(200, body).json());
            return profile.map(read -> {
                        assertThat(read.pictureUrl()).isNotNull();
                        Optional<PhotoFiles> files = PhotoFiles.of(read.pictureUrl(), MY_SITE, FOLDER);
                        return "profile" + read.objectId().isPresent() + files.isPresent();
                    })
                    .orElse("no profile");
        } catch (MicrosoftCallException refused) {
            return failure(refused.failure());
        } catch (JsonProcessingException notJson) {
            return "not JSON";
        }
    }

    private static Failure error(int status, byte[] body) {
        return SharePointFailures.of(answer(status, body), Optional.empty());
    }

    /** One line for operators, short enough for a header of a record. */
    private static String failure(Failure failure) {
        assertThat(failure.code()).as("code").isNotBlank().hasSizeLessThan(200).doesNotContain("\n", "\r");
        assertThat(failure.detail()).as("detail").hasSizeLessThan(500).doesNotContain("\n", "\r");
        return failure.kind() + "/" + failure.reach();
    }

    private static SharePointResponse answer(int status, byte[] body) {
        return new SharePointResponse(status, HttpHeaders.of(Map.of(), (name, value) -> true), body);
    }

    public static List<byte[]> listings() {
        return texts("""
                {"odata.nextLink": "https://contoso-my.sharepoint.com/_api/web/lists/items?%24skiptoken=Paged%3dTRUE&%24top=2",
                 "value": [
                  {"FileLeafRef": "3f2a9b10-77d4-4e0b-8c55-1a2b3c4d5e6f_SThumb.jpg", "FileDirRef": "/User Photos/Profile Pictures",
                   "File": {"Length": "2211", "ETag": "\\"{1},2\\"", "TimeLastModified": "2026-01-05T08:00:00Z"}},
                  {"FileLeafRef": "Profile Pictures", "FileDirRef": "/User Photos", "File": {"odata.null": true}}]}""", """
                {"value": []}""", """
                {"odata.error": {"code": "-2147024891, System.UnauthorizedAccessException",
                 "message": {"lang": "en-US", "value": "Access denied."}}}""");
    }

    public static List<byte[]> csomAnswers() {
        return texts("""
                [{"SchemaVersion": "15.0.0.0", "LibraryVersion": "16.0.1.1", "ErrorInfo": null,
                  "TraceCorrelationId": "1"}, 2, {"IsNull": false}]""", """
                [{"SchemaVersion": "15.0.0.0", "ErrorInfo": {"ErrorMessage": "Property Not Editable", "ErrorValue": null,
                  "TraceCorrelationId": "1", "ErrorCode": -1,
                  "ErrorTypeName": "Microsoft.Office.Server.UserProfiles.PropertyNotEditableException"}}]""", """
                {"AccountName": "i:0#.f|membership|alice@contoso.example", "UserProfileProperties": [
                  {"Key": "PictureURL", "Value": "https://contoso-my.sharepoint.com:443/User%20Photos/Profile%20Pictures/a_MThumb.jpg"},
                  {"Key": "msOnline-ObjectId", "Value": "3f2a9b10-77d4-4e0b-8c55-1a2b3c4d5e6f"},
                  {"Key": "SPS-DistinguishedName", "Value": "CN=3f2a9b10-77d4-4e0b-8c55-1a2b3c4d5e6f,OU=x"}]}""", """
                {"odata.null": true}""", """
                <?xml version="1.0"?><m:error xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">
                <m:code>-2147024891, System.UnauthorizedAccessException</m:code>
                <m:message xml:lang="en-US">Access denied.</m:message></m:error>""", """
                {"error_description": "429 Too Many Requests"}""", """
                <html><head><title>Sorry</title></head><body>Something went wrong</body></html>""");
    }

    private static List<byte[]> texts(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(UTF_8)).toList();
    }
}
