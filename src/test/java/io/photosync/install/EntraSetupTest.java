package io.photosync.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code deploy/entra/setup.sh} against a stand-in for {@code az} that records each call and refuses those that az does not know. */
class EntraSetupTest {
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final String GRAPH = "00000003-0000-0000-c000-000000000000";
    private static final String SHAREPOINT = "00000003-0000-0ff1-ce00-000000000000";
    private static final String USER_READ = GRAPH + "/df021288-bdef-4463-88db-98f22de89214";
    private static final String PROFILES = SHAREPOINT + "/741f803b-c850-494e-b5df-cde7c675a1ca";
    private static final String FILES = SHAREPOINT + "/678536fe-1083-478a-9c59-b99265e6b0d3";
    private static final String[] EVERYTHING = {
        "--certificate",
        "photosync.pem",
        "--make-certificate",
        "photosync.key",
        "--scope-groups",
        "--hidden-members",
        "--federated-issuer",
        "https://oidc.example/1",
        "--federated-subject",
        "system:serviceaccount:photosync:photosync"
    };

    @TempDir
    static Path once;

    private static EntraSetup installed;
    private static EntraSetup.Run first;

    @TempDir
    Path folder;

    @BeforeAll
    static void install_once() throws Exception {
        installed = new EntraSetup(once);
        // A service principal that was made a moment ago: the first consent is refused.
        installed.fact("not-known-yet", "once");
        first = installed.run(EVERYTHING);
    }

    @Test
    void a_dry_run_says_each_change_and_makes_none() throws Exception {
        EntraSetup setup = new EntraSetup(folder);

        EntraSetup.Run dry = setup.run(with(EVERYTHING, "--dry-run"));

        assertThat(dry.exit()).as(dry.said()).isZero();
        assertThat(setup.changes()).isEmpty();
        assertThat(setup.file("photosync.pem")).doesNotExist();
        assertThat(dry.said())
                .contains("would run: az ad app create")
                .contains("would run: az ad app credential reset")
                .contains("change: permission SharePoint Sites.FullControl.All")
                .contains("change: consent to Microsoft Graph User.Read.All")
                .contains("requestedAccessTokenVersion");
    }

    @Test
    void an_empty_tenant_gets_all_that_photo_sync_needs() throws Exception {
        assertThat(first.exit()).as(first.said()).isZero();
        assertThat(installed.lines("permissions"))
                .contains(USER_READ, PROFILES, FILES)
                .hasSize(5);
        assertThat(installed.lines("grants"))
                .contains("of-" + USER_READ, "of-" + PROFILES, "of-" + FILES)
                .hasSize(5);
        assertThat(installed.lines("version")).containsExactly("2");
        assertThat(installed.lines("roles"))
                .anyMatch(role -> role.contains("\"value\":\"PhotoSync.Viewer\""))
                .anyMatch(role -> role.contains("\"value\":\"PhotoSync.Operator\""));
        assertThat(installed.lines("redirects")).containsExactly("http://localhost/ops/signed-in");
        assertThat(installed.lines("certificates")).hasSize(1);
        assertThat(installed.lines("federated"))
                .singleElement()
                .asString()
                .endsWith("system:serviceaccount:photosync:photosync");
        assertThat(Files.getPosixFilePermissions(installed.file("photosync.key")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(first.said()).contains("photosync.client-id=a0000000-0000-4000-8000-000000000001");
    }

    @Test
    void a_consent_to_what_was_made_a_moment_ago_is_tried_again() {
        assertThat(first.said()).contains("not known to Entra yet");
    }

    @Test
    void a_second_run_changes_nothing() throws Exception {
        EntraSetup setup = installed.copy(folder);

        EntraSetup.Run again = setup.run(EVERYTHING);

        assertThat(again.exit()).as(again.said()).isZero();
        assertThat(setup.changes()).isEmpty();
        assertThat(again.said()).doesNotContain("change:").contains("is so:  certificate");
    }

    @Test
    void what_others_added_stays_and_only_what_is_missing_is_added() throws Exception {
        EntraSetup setup = installed.copy(folder);
        setup.fact("roles", "{\"id\":\"1\",\"value\":\"Another.Role\"}");
        setup.fact("certificates", "AnotherCertificate=");
        setup.fact("permissions", GRAPH + "/another");
        setup.fact("grants", "of-" + GRAPH + "/another\nof-" + USER_READ + "\nof-" + PROFILES);

        EntraSetup.Run run = setup.run("--certificate", "photosync.pem");

        assertThat(run.exit()).as(run.said()).isZero();
        assertThat(setup.lines("roles")).hasSize(3).anyMatch(role -> role.contains("Another.Role"));
        assertThat(setup.lines("certificates")).hasSize(2).contains("AnotherCertificate=");
        assertThat(setup.lines("permissions")).hasSize(4).contains(GRAPH + "/another");
        assertThat(setup.lines("grants")).hasSize(4).contains("of-" + GRAPH + "/another");
        assertThat(setup.changes().stream().filter(call -> call.startsWith("rest")))
                .singleElement()
                .asString()
                .contains("678536fe-1083-478a-9c59-b99265e6b0d3");
        assertThat(setup.calls()).noneMatch(call -> call.contains("delete") || call.contains("remove"));
    }

    @Test
    void the_consoles_address_is_registered_beside_those_that_were_there() throws Exception {
        EntraSetup setup = installed.copy(folder);
        setup.fact("redirects", "https://another.example/callback\nhttp://localhost/ops/signed-in");

        EntraSetup.Run run = setup.run("--console-url", "https://photosync.contoso.example/");
        EntraSetup.Run again = setup.run("--console-url", "https://photosync.contoso.example");

        assertThat(run.exit()).as(run.said()).isZero();
        assertThat(setup.lines("redirects"))
                .containsExactly(
                        "https://another.example/callback",
                        "http://localhost/ops/signed-in",
                        "https://photosync.contoso.example/ops/signed-in");
        assertThat(run.said()).contains("photosync.console.public-url=https://photosync.contoso.example");
        assertThat(again.said()).contains("is so:  redirect URI https://photosync.contoso.example/ops/signed-in");
        assertThat(setup.changes()).isEmpty();
    }

    @Test
    void a_wrong_use_is_refused_before_anything_is_changed() throws Exception {
        EntraSetup setup = new EntraSetup(folder);
        Files.writeString(setup.file("both.pem"), "-----BEGIN PRIVATE KEY-----");

        assertThat(setup.run("--cloud", "mars").said()).contains("--cloud must be", "got 'mars'");
        assertThat(setup.run("--console-url", "http://photosync.contoso.example")
                        .said())
                .contains("--console-url must be");
        assertThat(setup.run("--certificate", "none.pem").said()).contains("'none.pem' is none");
        assertThat(setup.run("--certificate", "both.pem").said()).contains("holds a private key");
        assertThat(setup.run("--federated-issuer", "https://oidc.example").said())
                .contains("--federated-subject");
        assertThat(setup.run("--cloud", "gcc-high").said()).contains("az is set to AzureCloud", "AzureUSGovernment");
        assertThat(setup.changes()).isEmpty();
    }

    @Test
    void the_consent_can_be_left_to_somebody_else() throws Exception {
        EntraSetup setup = new EntraSetup(folder);

        EntraSetup.Run run = setup.run("--no-consent");

        assertThat(run.exit()).as(run.said()).isZero();
        assertThat(setup.lines("grants")).isEmpty();
        assertThat(run.said())
                .contains("https://login.microsoftonline.com/5eed0001-7e4a-4d0b-9c3e-0a11ce0b5eed/adminconsent");
    }

    @ParameterizedTest
    @CsvSource({
        "gcc-high, AzureUSGovernment, https://graph.microsoft.us, https://login.microsoftonline.us",
        "dod, AzureUSGovernment, https://dod-graph.microsoft.us, https://login.microsoftonline.us",
        "21vianet, AzureChinaCloud, https://microsoftgraph.chinacloudapi.cn, https://login.chinacloudapi.cn"
    })
    void in_each_cloud_its_own_graph_is_asked(String cloud, String az, String graph, String login) throws Exception {
        EntraSetup setup = new EntraSetup(folder);
        setup.fact("cloud", az);

        EntraSetup.Run run = setup.run("--cloud", cloud);
        EntraSetup.Run left = setup.run("--cloud", cloud, "--no-consent");

        assertThat(run.exit()).as(run.said()).isZero();
        assertThat(setup.lines("grants")).hasSize(3);
        assertThat(left.said())
                .contains(login + "/5eed0001-7e4a-4d0b-9c3e-0a11ce0b5eed/adminconsent", "clouds/" + cloud);
        assertThat(setup.calls().stream().filter(call -> call.startsWith("rest")))
                .isNotEmpty()
                .allMatch(call -> call.contains("--url " + graph + "/v1.0/") && call.contains("--resource " + graph));
    }

    @Test
    void script_and_page_name_the_same_ids() throws Exception {
        String script = Files.readString(Path.of("deploy/entra/setup.sh"));
        // The registration's own roles get their ids from the portal where they are made by hand.
        String permissions = script.substring(script.indexOf("# permission API NAME"));
        Set<String> byHand = guids(Files.readString(Path.of("deploy/entra/by-hand.md")));

        // Microsoft's program that writes into event hubs, which the script leaves alone.
        byHand.remove("0bf30f3b-4a52-48df-9a82-234910c4a086");
        assertThat(guids(permissions)).hasSize(7).isEqualTo(byHand);
    }

    private static Set<String> guids(String text) {
        return GUID.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String[] with(String[] arguments, String more) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(more);
        return all.toArray(String[]::new);
    }
}
