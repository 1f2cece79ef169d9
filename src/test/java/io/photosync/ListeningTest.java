package io.photosync;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.photosync.testkit.SandboxTest;
import io.quarkus.security.Authenticated;
import io.restassured.RestAssured;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table "What listens where" of src/docs/operations.md against what the service serves. */
@SandboxTest
class ListeningTest {
    private static final String PUBLIC = "8080";
    private static final String MANAGEMENT = "9000";
    private static final String NOBODY = "nobody";
    private static final String ANY_ACCOUNT = "any account of the tenant";

    private static final Set<Integer> OPEN = Set.of(200, 404, 405);
    private static final Set<Integer> LED_TO_SIGN_IN = Set.of(302);
    private static final Set<Integer> REFUSED = Set.of(401, 404);

    /** Port, path, how whoever asks is known. */
    private static final Pattern ROW =
            Pattern.compile("^\\| (\\d{4}) \\| `(/[^`*]*)(\\*{0,2})` \\|[^|]*\\|[^|]*\\| ([^|]*) \\|$");

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/io/photosync/sandbox/"))
            .importPackages("io.photosync");

    @Inject
    Router router;

    /** A row of the table. */
    private record Row(String port, String path, boolean prefix, String known) {
        boolean covers(String other) {
            return prefix ? other.startsWith(path) : other.equals(path);
        }

        boolean isPage() {
            return path.startsWith("/ops") && !path.startsWith("/ops/api");
        }
    }

    /** A method that serves requests, and who may call it. */
    private record Served(String path, Set<String> roles) {}

    /** Here the sandbox runs beside the service, not in it. */
    @ParameterizedTest
    @ValueSource(strings = {"/sandbox", "/sandbox/page.js", "/sandbox/api/state"})
    void without_a_sandbox_in_the_app_there_is_no_page_of_it(String path) {
        RestAssured.given().get(path).then().statusCode(404);
    }

    @Test
    void every_resource_stands_in_the_table_and_asks_for_what_the_table_says() throws IOException {
        List<Row> rows = rows();
        List<Served> all = served().toList();

        assertThat(all).hasSizeGreaterThan(10);
        for (Served one : all) {
            Row row = row(rows, one.path());
            if (row.known().startsWith(NOBODY)) {
                assertThat(one.roles()).as(one.path()).isEmpty();
            } else {
                assertThat(row.known()).as(one.path()).contains(one.roles());
            }
        }
    }

    @Test
    void every_route_of_the_public_port_stands_in_the_table() throws IOException {
        List<Row> rows = rows();

        assertThat(router.getRoutes().stream()
                        .map(Route::getPath)
                        .filter(Objects::nonNull)
                        // The resources', which the other test looks at, and filters.
                        .filter(path -> !path.equals("/") && !path.equals("/*")))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(row(rows, path)).isNotNull());
    }

    @Test
    void strangers_see_on_the_public_port_what_the_table_opens_to_them_and_no_more() throws IOException {
        for (Row row : rows()) {
            if (row.port().equals(PUBLIC)) {
                int status = RestAssured.given()
                        .redirects()
                        .follow(false)
                        .get(row.path())
                        .statusCode();
                assertThat(status)
                        .as(row.path())
                        .isIn(row.known().startsWith(NOBODY) ? OPEN : row.isPage() ? LED_TO_SIGN_IN : REFUSED);
            } else {
                assertThat(RestAssured.get(row.path()).statusCode())
                        .as(row.path())
                        .isIn(401, 404);
            }
        }
    }

    @Test
    void what_stands_at_the_management_port_is_served_there() throws IOException {
        int management = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);

        assertThat(rows().stream().filter(row -> row.port().equals(MANAGEMENT)))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(RestAssured.given()
                                .port(management)
                                .get(row.path())
                                .statusCode())
                        .as(row.path())
                        .isIn(200, 503));
    }

    private static Row row(List<Row> rows, String path) {
        return rows.stream()
                .filter(row -> row.port().equals(PUBLIC) && row.covers(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "The table of what listens where in src/docs/operations.md has no row for " + path));
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = Files.readAllLines(java.nio.file.Path.of("src", "docs", "operations.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Row(
                        row.group(1),
                        row.group(2).replaceAll("/$", ""),
                        !row.group(3).isEmpty(),
                        row.group(4)))
                .toList();
        assertThat(rows).hasSizeGreaterThan(4);
        return rows;
    }

    private static Stream<Served> served() {
        return SERVICE.stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .flatMap(type -> type.getMethods().stream()
                        .filter(ListeningTest::serves)
                        .map(method -> new Served(path(type, method), roles(type, method))));
    }

    /** Asks the annotations' own classes, which are a library's: of those the import knows no more than the name. */
    private static boolean serves(JavaMethod method) {
        return method.getAnnotations().stream()
                .anyMatch(annotation -> annotation.getRawType().reflect().isAnnotationPresent(HttpMethod.class));
    }

    private static String path(JavaClass type, JavaMethod method) {
        String below = method.isAnnotatedWith(Path.class)
                ? "/" + method.getAnnotationOfType(Path.class).value()
                : "";
        return type.getAnnotationOfType(Path.class).value() + below;
    }

    /** Empty where everybody may; a method that says nothing and whose class says nothing is a hole. */
    private static Set<String> roles(JavaClass type, JavaMethod method) {
        if (method.isAnnotatedWith(RolesAllowed.class)) {
            return Set.of(method.getAnnotationOfType(RolesAllowed.class).value());
        }
        if (method.isAnnotatedWith(Authenticated.class)) {
            return Set.of(ANY_ACCOUNT);
        }
        if (type.isAnnotatedWith(RolesAllowed.class)) {
            return Set.of(type.getAnnotationOfType(RolesAllowed.class).value());
        }
        assertThat(method.isAnnotatedWith(PermitAll.class) || type.isAnnotatedWith(PermitAll.class))
                .as("%s says who may call it", method.getFullName())
                .isTrue();
        return Set.of();
    }
}
