package io.photosync.sharepoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What SharePoint answered, whole. */
record Answer(int status, HttpHeaders headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

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

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** {@link MissingNode} when the body is empty. */
    JsonNode json() throws JsonProcessingException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException impossible) {
            throw new IllegalStateException("reading JSON from memory", impossible);
        }
    }
}
