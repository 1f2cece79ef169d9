package io.photosync.ops.deadletter;

import io.photosync.ops.FilterRequest;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filter of a list, as parameters; null where absent. */
public class LetterQuery {
    @Parameter(description = "Only this failure code")
    @QueryParam("code")
    String code;

    @Parameter(description = "Only this user: id or user principal name")
    @QueryParam("user")
    String user;

    @Parameter(
            description =
                    "Only letters with all these words, each part of the user's name, user principal name or id, or of"
                            + " the letter's code or detail, in any case")
    @QueryParam("q")
    String words;

    @Parameter(description = "Only letters whose last failure is at or after this time, ISO 8601")
    @QueryParam("since")
    String since;

    @Parameter(description = "Only letters whose last failure is at or before this time, ISO 8601")
    @QueryParam("until")
    String until;

    @Parameter(description = "OPEN or REPLAYING")
    @QueryParam("state")
    String state;

    FilterRequest filter() {
        return new FilterRequest(
                Optional.ofNullable(code),
                Optional.ofNullable(user),
                Optional.ofNullable(since),
                Optional.ofNullable(until),
                Optional.ofNullable(words),
                Optional.ofNullable(state));
    }
}
