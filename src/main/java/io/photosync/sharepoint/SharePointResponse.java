package io.photosync.sharepoint;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A complete answer of SharePoint. */
record SharePointResponse(int status, HttpHeaders headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_TEXT = 8 << 10;

    boolean succeeded() {
        return status >= 200 && status < 300;
    }

    boolean redirects() {
        return status >= 300 && status < 400;
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The id under which Microsoft's support finds this request. */
    Optional<String> requestId() {
        return header("SPRequestGuid").or(() -> header("request-id"));
    }

    /** The beginning, which is enough; an answer may have megabytes, and is searched several times. */
    String text() {
        return new String(body, 0, Math.min(body.length, LONGEST_TEXT), StandardCharsets.UTF_8);
    }

    /** {@link MissingNode} when the body is empty. */
    JsonNode json() throws JsonProcessingException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException noText) {
            throw new JsonParseException(null, "no text in any of JSON's encodings", noText);
        }
    }
}
