package org.ltet.bench;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitHere;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.core.CoreDsl.tryMax;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.Map;

/** What a person at a browser does: open a page, send a form, think. */
final class Press {

    private static final Duration THINK = Duration.ofSeconds(Integer.getInteger("think", 10));
    private static final String BROKEN = "broken";
    private static final String TOOK = "took";
    private static final String ANY_TOKEN = "name=\"_csrf\" value=\"([^\"]+)\"";

    private final Times times;
    private final String password;

    Press(Times times, String password) {
        this.times = times;
        this.password = password;
    }

    /** Ten seconds on average, unless another time is asked for. */
    static ChainBuilder think() {
        return pause(THINK.dividedBy(2), THINK.multipliedBy(3).dividedBy(2));
    }

    /** Signs in, or leaves for good. */
    ChainBuilder arrive() {
        return arrive(exec(session -> session));
    }

    /** @param factor what is asked for after the password */
    ChainBuilder arrive(ChainBuilder factor) {
        return exec(errand("sign in", exec(password()).exec(factor).exec(home()).exec(think())))
                .exec(doIf("#{" + BROKEN + "}").then(exitHere()));
    }

    private ChainBuilder password() {
        return open("sign-in page", "/sign-in", token())
                .exec(form("sign in", "/sign-in", Map.of("number", "#{number}", "password", password)));
    }

    private ChainBuilder home() {
        return open("home", "/", token(), regex("action=\"/sign-out\""));
    }

    static CheckBuilder token() {
        return regex(ANY_TOKEN).saveAs("csrf");
    }

    ChainBuilder open(String name, String path, CheckBuilder... checks) {
        return timed(name, http(name).get(path).check(took(), status().is(200)).check(checks));
    }

    /** Sends a form that answers with another page to open, whose address is kept as "next". */
    ChainBuilder form(String name, String path, Map<String, String> fields) {
        HttpRequestActionBuilder request = http(name).post(path).formParam("_csrf", "#{csrf}");
        for (Map.Entry<String, String> field : fields.entrySet()) {
            request = request.formParam(field.getKey(), field.getValue());
        }
        return sent(name, request);
    }

    ChainBuilder sent(String name, HttpRequestActionBuilder request) {
        return timed(
                name,
                request.check(took(), status().in(302, 303), header("Location").saveAs("next")));
    }

    /** One after the other; a page that fails ends this errand, not the person's visit. */
    ChainBuilder errand(String name, ChainBuilder steps) {
        return tryMax(1)
                .on(steps)
                .exec(session -> {
                    if (session.isFailed()) {
                        times.broken(name);
                    }
                    return session.set(BROKEN, session.isFailed()).markAsSucceeded();
                })
                .exec(doIf("#{" + BROKEN + "}").then(think()));
    }

    private ChainBuilder timed(String name, HttpRequestActionBuilder request) {
        return exec(request).exec(session -> note(name, session));
    }

    private Session note(String name, Session session) {
        if (!session.isFailed()) {
            times.note(name, session.getInt(TOOK));
        }
        return session;
    }

    private static CheckBuilder took() {
        return responseTimeInMillis().saveAs(TOOK);
    }
}
