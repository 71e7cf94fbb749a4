package org.ltet.portal.applications.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.testing.WebSession;

/** A member at a browser without JavaScript: sees pages, fills in the form on them, follows redirects. */
final class MemberBrowser {

    private static final String PASSWORD = "a long enough pass phrase";
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\"(?: value=\"([^\"]*)\")?>");

    private final WebSession session;
    private HttpResponse<String> page;

    private MemberBrowser(WebSession session) {
        this.session = session;
        this.page = session.get("/");
    }

    static MemberBrowser of(Household household, Accounts accounts, int port) {
        String number = household.user().employeeNumber();
        if (accounts.byEmployeeNumber(number).isEmpty()) {
            accounts.open(new NewAccount(
                    number, "Member " + number, number + "@example.in", PASSWORD, Accounts.everywhere(Role.MEMBER)));
        }
        return new MemberBrowser(WebSession.signedIn(port, number, PASSWORD));
    }

    /** A second tab of the same browser: the same session, another page. */
    MemberBrowser anotherTab() {
        return new MemberBrowser(session);
    }

    MemberBrowser open(String path) {
        page = followed(session.get(path));
        return this;
    }

    /** Sends the form with this action as it stands on the page, with these fields filled in. */
    MemberBrowser send(String action, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(hidden(action));
        all.putAll(fields);
        page = followed(session.post(action, all));
        return this;
    }

    /** As the script does: the form of this action, quietly. */
    MemberBrowser autosave(String action, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(hidden(action));
        all.putAll(fields);
        page = session.post(action + "/autosave", all);
        return this;
    }

    /** As the script does: what would be payable with the bill as typed. */
    MemberBrowser preview(String action, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(hidden(action));
        all.putAll(fields);
        page = session.post(action + "/preview", all);
        return this;
    }

    /** Sends what no page offered. */
    MemberBrowser post(String action, Map<String, String> fields) {
        page = followed(session.post(action, fields));
        return this;
    }

    byte[] download(String path) {
        return session.download(path);
    }

    MemberBrowser upload(String action, String fileName, byte[] content) {
        page = followed(session.upload(action, hidden(action), "file", fileName, content));
        return this;
    }

    MemberBrowser upload(String action, Map<String, byte[]> files) {
        page = followed(session.upload(action, hidden(action), "file", files));
        return this;
    }

    /** Presses a button of the form with this action while a file is chosen in one of its fields. */
    MemberBrowser press(String action, Map<String, String> fields, String field, String fileName, byte[] content) {
        Map<String, String> all = new LinkedHashMap<>(hidden(action));
        all.putAll(fields);
        assertThat(page.body()).contains("name=\"" + field + "\"");
        page = followed(session.upload(action, all, field, fileName, content));
        return this;
    }

    private HttpResponse<String> followed(HttpResponse<String> answer) {
        HttpResponse<String> last = answer;
        while (last.statusCode() == 302 || last.statusCode() == 303) {
            String location = last.headers().firstValue("Location").orElseThrow();
            last = session.get(URI.create(location).getPath()
                    + (URI.create(location).getQuery() == null
                            ? ""
                            : "?" + URI.create(location).getQuery()));
        }
        return last;
    }

    private Map<String, String> hidden(String action) {
        String body = page.body();
        int start = body.indexOf("action=\"" + action + "\"");
        assertThat(start).as("a form for %s on the page %s", action, page.uri()).isNotNegative();
        Matcher matcher = HIDDEN.matcher(body.substring(start, body.indexOf("</form>", start)));
        Map<String, String> fields = new LinkedHashMap<>();
        while (matcher.find()) {
            fields.put(matcher.group(1), matcher.group(2) == null ? "" : unescaped(matcher.group(2)));
        }
        return fields;
    }

    private static String unescaped(String text) {
        return text.replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    int status() {
        return page.statusCode();
    }

    String body() {
        return unescaped(page.body());
    }

    String path() {
        return page.uri().getPath();
    }
}
