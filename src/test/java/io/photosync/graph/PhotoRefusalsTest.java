package io.photosync.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhotoRefusalsTest {

    @ParameterizedTest
    @CsvSource({
        "404, ImageNotFound, not found",
        "404, ErrorItemNotFound, The specified object was not found in the store.",
        "404, ErrorEntityNotFound, Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown."
    })
    void these_say_that_there_is_no_photo(int status, String code, String message) {
        assertThat(meaning(status, code, message)).contains(new PhotoState.Absent(code));
    }

    @ParameterizedTest
    @CsvSource({
        "404, ErrorNonExistentMailbox, The SMTP address has no mailbox associated with it.",
        "400, ErrorNonExistentMailbox, The SMTP address has no mailbox associated with it.",
        "400, AuthenticationError, Error authenticating with resource",
        "404, MailboxNotHostedInExchangeOnline, The mailbox is not hosted in Exchange Online.",
        "400, MailboxNotSupportedForRESTAPI, REST API is not supported for this mailbox.",
        "404, MailboxNotEnabledForRESTAPI, 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.'"
    })
    void these_say_that_there_is_no_mailbox(int status, String code, String message) {
        assertThat(meaning(status, code, message)).contains(new PhotoState.NoMailbox());
    }

    @ParameterizedTest
    @CsvSource({"404, Request_ResourceNotFound", "404, ResourceNotFound"})
    void these_say_that_the_user_is_gone(int status, String code) {
        assertThat(meaning(status, code, "gone")).contains(new PhotoState.UserGone());
    }

    @ParameterizedTest
    @CsvSource({
        "404, ErrorEntityNotFound, something else was not found",
        "404, UnknownError, ''",
        "404, http-404, ''",
        "503, ImageNotFound, not found",
        "503, MailboxNotHostedInExchangeOnline, The mailbox is not hosted in Exchange Online.",
        "401, AuthenticationError, Error authenticating with resource",
        "403, Authorization_RequestDenied, Insufficient privileges to complete the operation.",
        "429, TooManyRequests, Please retry again later."
    })
    void these_say_nothing_about_the_photo(int status, String code, String message) {
        assertThat(meaning(status, code, message)).isEmpty();
    }

    @Test
    void an_html_page_with_404_says_nothing_about_the_photo() {
        assertThat(PhotoRefusals.meaning(GraphErrors.failure(
                        404,
                        null,
                        null,
                        GraphErrors.body("<html>Our services aren't available</html>"),
                        Instant.EPOCH)))
                .isEmpty();
    }

    private static Optional<PhotoState> meaning(int status, String code, String message) {
        String body = "{\"error\": {\"code\": \"%s\", \"message\": \"%s\"}}".formatted(code, message);
        return PhotoRefusals.meaning(GraphErrors.failure(status, null, null, GraphErrors.body(body), Instant.EPOCH));
    }
}
