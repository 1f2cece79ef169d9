package io.photosync.sandbox.sharepoint;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which query options this SharePoint serves, by the steps of the path. Any other is refused by name before anything is done: an
 * option that is left out without a word makes an answer that SharePoint would not give.
 */
final class QueryOptions {
    private static final Map<Pattern, Set<String>> SERVED = served();

    /** The same without the dollar sign is no option to SharePoint, which would leave it out. */
    private static final Set<String> WITHOUT_DOLLAR = Set.of(
            "select", "expand", "filter", "orderby", "search", "skip", "top", "count", "inlinecount", "skiptoken");

    private QueryOptions() {}

    private static Map<Pattern, Set<String>> served() {
        String folder = "web/(getfolderbyserverrelative(path|url)|getfolderbyid)(/folders)?";
        Map<String, Set<String>> served = new LinkedHashMap<>();
        served.put("web", Set.of("$select"));
        served.put(folder + "/files/(add|addusingpath)", Set.of("$select"));
        served.put(folder, Set.of("$select", "$expand", "$top", "$skip", "$filter"));
        served.put(folder + "/files", Set.of("$select", "$top", "$skip", "$filter"));
        served.put("web/getfilebyserverrelative(path|url)", Set.of("$select"));
        served.put("web/getlist(usingpath)?/items", Set.of("$select", "$expand", "$top", "$skiptoken"));
        served.put("sp\\.userprofiles\\.peoplemanager/getpropertiesfor", Set.of("$select"));
        return served.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(path -> Pattern.compile(path.getKey()), Map.Entry::getValue));
    }

    static void check(ApiCall call) throws SharePointError {
        String path = call.path().stream().map(Segment::name).collect(Collectors.joining("/"));
        Set<String> here = SERVED.entrySet().stream()
                .filter(served -> served.getKey().matcher(path).matches())
                .flatMap(served -> served.getValue().stream())
                .collect(Collectors.toSet());
        for (String parameter : call.request().query().keySet()) {
            String name = parameter.toLowerCase(Locale.ROOT);
            if (WITHOUT_DOLLAR.contains(name)) {
                throw SharePointError.badQuery(
                        "The query option " + parameter + " is written $" + parameter + " in SharePoint.");
            }
            if (name.startsWith("$") && !here.contains(name)) {
                throw SharePointError.badQuery(
                        "The query option %s is not served on %s by the sandbox.".formatted(parameter, path));
            }
        }
    }
}
