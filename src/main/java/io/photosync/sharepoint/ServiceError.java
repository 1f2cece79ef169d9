package io.photosync.sharepoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.photosync.call.Failure;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error as SharePoint reports it, in one of five shapes: JSON with and without metadata, the token check's own JSON,
 * XML, and text.
 *
 * @param code for instance {@code -2147024891, System.UnauthorizedAccessException}; never empty
 * @param message one line
 */
record ServiceError(String code, String message) {
    private static final int LONGEST = 300;
    private static final Pattern NUMBER = Pattern.compile("^\\s*(-?\\d{1,10})(?:,|$)");
    private static final Pattern XML_CODE = Pattern.compile("<m:code[^>]*>([^<]*)</m:code>");
    private static final Pattern XML_MESSAGE = Pattern.compile("<m:message[^>]*>([^<]*)</m:message>");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    ServiceError {
        message = Failure.line(message, LONGEST);
    }

    /** The number before the type, which is the same in every language. */
    OptionalInt number() {
        Matcher digits = NUMBER.matcher(code);
        return digits.find() ? OptionalInt.of((int) Long.parseLong(digits.group(1))) : OptionalInt.empty();
    }

    static ServiceError in(SharePointResponse sharePointResponse) {
        String fallback = "http-" + sharePointResponse.status();
        return inJson(sharePointResponse, fallback)
                .or(() -> inXml(sharePointResponse))
                .orElseGet(() -> new ServiceError(fallback, textOf(sharePointResponse)));
    }

    private static Optional<ServiceError> inJson(SharePointResponse sharePointResponse, String fallback) {
        try {
            JsonNode body = sharePointResponse.json();
            JsonNode error = body.has("odata.error") ? body.get("odata.error") : body.path("error");
            if (error.isObject()) {
                JsonNode message = error.path("message");
                String text = message.isObject() ? message.path("value").asText() : message.asText();
                return Optional.of(new ServiceError(error.path("code").asText(fallback), text));
            }
            return Optional.of(body.path("error_description"))
                    .filter(JsonNode::isTextual)
                    .map(description -> new ServiceError(fallback, description.asText()));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<ServiceError> inXml(SharePointResponse sharePointResponse) {
        Matcher code = XML_CODE.matcher(sharePointResponse.text());
        if (!code.find()) {
            return Optional.empty();
        }
        Matcher message = XML_MESSAGE.matcher(sharePointResponse.text());
        return Optional.of(new ServiceError(code.group(1), message.find() ? message.group(1) : ""));
    }

    /** Pages and plain text, without tags. */
    private static String textOf(SharePointResponse sharePointResponse) {
        String text = TAG.matcher(sharePointResponse.text()).replaceAll(" ");
        return text.isBlank() ? "no explanation" : text;
    }
}
