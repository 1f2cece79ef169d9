package io.photosync.ops;

import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Adds to the OpenAPI document what is true of every operation of the API, and would be forgotten at one of them: that
 * it may answer 503, and that every error is a {@link Problem}. Also says in the schemas what their annotations cannot:
 * a required field cannot be null, and a constant is a text.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDocument implements OASFilter {
    private static final String PATHS = "/ops/api/";
    private static final String PROBLEM = "Problem";
    private static final String UNAVAILABLE = "503";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths().getPathItems().entrySet().stream()
                .filter(path -> path.getKey().startsWith(PATHS))
                .flatMap(path -> path.getValue().getOperations().values().stream())
                .map(Operation::getResponses)
                .forEach(ApiDocument::complete);
        document.getComponents().addSchema(PROBLEM, problem());
        document.getComponents().getSchemas().values().forEach(ApiDocument::mend);
    }

    private static void complete(APIResponses responses) {
        if (!responses.hasAPIResponse(UNAVAILABLE)) {
            responses.addAPIResponse(
                    UNAVAILABLE,
                    OASFactory.createAPIResponse()
                            .description("Kafka, Entra or Microsoft does not answer, or this replica is still reading"
                                    + " its state from Kafka; Retry-After says when to ask again"));
        }
        responses.getAPIResponses().forEach((status, response) -> {
            if (status.compareTo("400") >= 0 && response.getContent() == null) {
                answersProblem(response);
            }
        });
    }

    private static void answersProblem(APIResponse response) {
        response.setContent(createContent()
                .addMediaType(
                        Problem.TYPE,
                        createMediaType().schema(OASFactory.createSchema().ref(PROBLEM))));
    }

    /** As {@link Problem} has it. */
    private static Schema problem() {
        return object(Map.of(
                "title", ofType(SchemaType.STRING).description("The status in words"),
                "status", ofType(SchemaType.INTEGER),
                "detail", ofType(SchemaType.STRING).description("What is wrong, for people"),
                "field", ofType(SchemaType.STRING).description("The field or parameter that is wrong, if one is")));
    }

    private static Schema object(Map<String, Schema> fields) {
        Schema schema = ofType(SchemaType.OBJECT);
        fields.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(field -> schema.addProperty(field.getKey(), field.getValue()));
        return schema.required(List.of("title", "status", "detail"));
    }

    private static Schema ofType(SchemaType type) {
        return OASFactory.createSchema().type(List.of(type));
    }

    private static void mend(Schema schema) {
        List<String> required = Optional.ofNullable(schema.getRequired()).orElse(List.of());
        Optional.ofNullable(schema.getProperties()).orElse(Map.of()).forEach((name, field) -> {
            if (required.contains(name)) {
                without(SchemaType.NULL, field);
            }
            if (field.getEnumeration() != null) {
                without(SchemaType.OBJECT, field);
            }
        });
    }

    private static void without(SchemaType type, Schema schema) {
        Optional.ofNullable(schema.getType())
                .filter(types -> types.contains(type) && types.size() > 1)
                .ifPresent(types -> schema.setType(
                        types.stream().filter(other -> other != type).toList()));
    }
}
