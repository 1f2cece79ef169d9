package io.photosync.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.photosync.contract.ApiAnswers;
import io.photosync.contract.Example;
import io.photosync.contract.OpenApiLines;
import io.photosync.contract.Pins;
import io.photosync.contract.Shape;
import io.photosync.ops.status.StatusPart;
import io.photosync.sandbox.Sandbox;
import io.photosync.testkit.SandboxTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Scripts and consoles that use the API continue to work after an update. */
@SandboxTest
class ApiListTest {
    private static final String STATUS = "GET /ops/api/status";

    Sandbox sandbox;

    @Inject
    ObjectMapper mapper;

    @Inject
    Instance<StatusPart> parts;

    @Test
    void paths_parameters_and_answers_stay() throws JsonProcessingException {
        Pins.same("api/openapi.txt", OpenApiLines.of(document()));
    }

    @Test
    void every_operation_may_be_unavailable_and_every_error_is_a_problem() throws JsonProcessingException {
        document().path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith("/ops/api/"))
                .flatMap(path -> path.getValue().properties().stream()
                        .map(operation -> Map.entry(
                                operation.getKey() + " " + path.getKey(),
                                operation.getValue().path("responses"))))
                .forEach(operation -> {
                    JsonNode responses = operation.getValue();
                    assertThat(responses.has("503")).as(operation.getKey()).isTrue();
                    responses.properties().stream()
                            .filter(response -> response.getKey().compareTo("400") >= 0)
                            .forEach(response -> assertThat(response.getValue()
                                            .at("/content/application~1problem+json/schema/$ref")
                                            .asText())
                                    .as("%s %s", operation.getKey(), response.getKey())
                                    .endsWith("/Problem"));
                });
    }

    @Test
    void bodies_are_said_to_be_needed_and_fields_to_be_null_only_where_they_are() throws JsonProcessingException {
        JsonNode document = document();

        for (String path : List.of("/ops/api/lanes/{lane}/pause", "/ops/api/users/{idOrUpn}/sync")) {
            JsonNode body = document.path("paths").path(path).path("post").path("requestBody");
            assertThat(body.isObject()).as(path).isTrue();
            assertThat(body.path("required").asBoolean()).as(path).isFalse();
        }
        JsonNode schemas = document.at("/components/schemas");
        assertThat(schemas.at("/DecisionRequest/properties/reason/type").asText())
                .isEqualTo("string");
        assertThat(schemas.at("/FilterRequest/properties/state/type").toString())
                .contains("string")
                .doesNotContain("object");
        assertThat(document.at("/paths/~1ops~1api~1users/get/parameters/0/required")
                        .asBoolean())
                .isTrue();
    }

    private JsonNode document() throws JsonProcessingException {
        String document = new OpsClient(sandbox)
                .viewer()
                .queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return mapper.readTree(document);
    }

    @Test
    void fields_and_constants_of_answers_stay() {
        List<String> lines = new ArrayList<>();
        answers().forEach((name, type) -> {
            lines.add(name);
            Shape.of(type).stream().sorted().forEach(line -> lines.add("  " + line));
        });
        Pins.same("api/fields.txt", lines);
    }

    @Test
    void answers_are_written_as_before() throws JsonProcessingException {
        Map<String, Type> answers = answers();
        assertThat(answers).hasSizeGreaterThan(25);
        for (Map.Entry<String, Type> answer : answers.entrySet()) {
            String file = answer.getKey().replaceAll("[^A-Za-z0-9-]+", "-").replaceAll("-$", "");
            Pins.same("api/%s.json".formatted(file), json(Example.everythingSet(answer.getValue())));
            Pins.same("api/%s.least.json".formatted(file), json(Example.nothingOptionalSet(answer.getValue())));
        }
    }

    /** Serialized as by the running service, then sorted, since order has no meaning in JSON. */
    private String json(Object answer) throws JsonProcessingException {
        Object tree = mapper.readValue(mapper.writeValueAsString(answer), Object.class);
        return mapper.writer()
                        .with(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .writeValueAsString(tree)
                + "\n";
    }

    private Map<String, Type> answers() {
        Map<String, Type> all = new TreeMap<>(ApiAnswers.types());
        all.remove(STATUS);
        parts.forEach(part -> all.put(STATUS + " " + part.name(), state(part)));
        all.put("problem", Problem.class);
        return all;
    }

    /** The declared return type of the part itself; its CDI proxy has no type arguments. */
    private static Type state(StatusPart part) {
        return Stream.<Class<?>>iterate(part.getClass(), type -> type != Object.class, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.getName().equals("state") && method.getParameterCount() == 0)
                .map(Method::getGenericReturnType)
                .filter(type -> type != Object.class)
                .reduce((outer, inner) -> inner)
                .orElseThrow();
    }
}
