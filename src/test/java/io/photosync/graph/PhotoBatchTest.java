package io.photosync.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PhotoBatchTest {
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");

    @Test
    void each_user_gets_their_own_answer_whatever_the_order() throws Exception {
        // Given
        PhotoBatch batch = new PhotoBatch(List.of("anna", "ben", "carla", "dora", "emil", "finn"), true);

        // When
        Map<String, PhotoAnswer> answers = batch.read(new ObjectMapper().readTree("""
                {"responses": [
                  {"id": "2", "status": 429, "headers": {"retry-after": "7"},
                   "body": {"error": {"code": "TooManyRequests", "message": "Please retry again later."}}},
                  {"id": "0", "status": 200, "headers": {},
                   "body": {"@odata.mediaEtag": "\\"BA09D118\\"", "id": "240x240", "width": 240, "height": 240}},
                  {"id": "1", "status": 404,
                   "body": {"error": {"code": "ImageNotFound", "message": "not found"}}},
                  {"id": "4", "status": 404, "body": {"error": {"message": "no code at all"}}},
                  {"id": "3", "status": 200,
                   "body": {"@odata.mediaEtag": "", "id": "1x1", "width": 1, "height": 1}}
                ]}"""), NOW);

        // Then
        assertThat(answers.keySet()).containsExactly("anna", "ben", "carla", "dora", "emil", "finn");
        assertThat(answers.get("anna"))
                .isEqualTo(new PhotoAnswer.Known(new PhotoState.Present("\"BA09D118\"", 240, 240)));
        assertThat(answers.get("ben")).isEqualTo(new PhotoAnswer.Known(new PhotoState.Absent("ImageNotFound")));
        assertThat(answers.get("dora")).isEqualTo(new PhotoAnswer.Known(new PhotoState.Absent("1x1")));
        Failure throttled = failure(answers.get("carla"));
        assertThat(throttled.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(throttled.retryAfter()).isEqualTo(Optional.of(Duration.ofSeconds(7)));
        assertThat(failure(answers.get("emil")).code()).isEqualTo("http-404");
        assertThat(failure(answers.get("finn")).code()).isEqualTo("not-in-answer");
    }

    private static Failure failure(PhotoAnswer answer) {
        return ((PhotoAnswer.Failed) answer).failure();
    }
}
