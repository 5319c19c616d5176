import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.minidev.json.JSONObject;
import net.minidev.json.JSONStyle;
import net.minidev.json.parser.JSONParser;
import net.minidev.json.writer.JsonReader;

/**
 * Answers {"path", "data"} lines with {"definite", "result"} or {"error", "message", "internal"} lines, as Jayway's
 * JsonPath does. One virtual machine serves all pairs of a test run. "internal" marks an exception of the Java library
 * rather than of JsonPath: a path that Jayway trips over instead of judging it.
 */
public final class JsonPathOracle {
    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8.name());
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            // Not reused: the parser counts nesting over its whole life and then refuses.
            JSONParser parser = new JSONParser(JSONParser.MODE_PERMISSIVE);
            Map<?, ?> pair = (Map<?, ?>) parser.parse(line, new JsonReader().DEFAULT_ORDERED);
            Map<String, Object> answer = answer((String) pair.get("path"), plain(pair.get("data")));
            out.println(JSONObject.toJSONString(answer, JSONStyle.LT_COMPRESS));
        }
        out.flush();
    }

    private static Map<String, Object> answer(String path, Object data) {
        Map<String, Object> answer = new LinkedHashMap<>();
        try {
            JsonPath compiled = JsonPath.compile(path);
            answer.put("definite", compiled.isDefinite());
            answer.put("result", compiled.read(data));
        } catch (RuntimeException | StackOverflowError thrown) {
            Throwable root = thrown;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            answer.put("error", root.getClass().getSimpleName());
            answer.put("message", root.getMessage());
            answer.put("internal", !(root instanceof JsonPathException));
        }
        return answer;
    }

    /** Member order is kept and containers print as Java's own collections do, as they do in AWS's answers. */
    private static Object plain(Object value) {
        if (value instanceof Map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            ((Map<?, ?>) value).forEach((name, member) -> copy.put((String) name, plain(member)));
            return copy;
        }
        if (value instanceof List) {
            List<Object> copy = new ArrayList<>();
            ((List<?>) value).forEach(item -> copy.add(plain(item)));
            return copy;
        }
        return value;
    }
}
