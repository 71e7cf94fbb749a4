package org.ltet.bench;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.forever;
import static io.gatling.javaapi.core.CoreDsl.regex;

import io.gatling.javaapi.core.ChainBuilder;
import java.util.Map;

/** A reviewer: looks at the queue, takes the most urgent one, reads it, passes it on or approves it. */
final class Reviewer {

    private final Press press;

    Reviewer(Press press) {
        this.press = press;
    }

    ChainBuilder whole() {
        return exec(press.arrive(factor())).exec(forever().on(press.errand("review", errand())));
    }

    private ChainBuilder factor() {
        return press.open("second factor", "/second-factor", Press.token())
                .exec(session -> session.set("code", AppCode.now(session.getString("number"))))
                .exec(press.form("second factor given", "/second-factor", Map.of("code", "#{code}")));
    }

    private ChainBuilder errand() {
        return press.open("queue", "/review?level=#{level}")
                .exec(Press.think())
                .exec(press.form("taken", "/review/next", Map.of("level", "#{level}")))
                .exec(doIf(session -> isTask(session.getString("next"))).then(decide()));
    }

    private ChainBuilder decide() {
        return press.open(
                        "file",
                        "#{next}",
                        regex("action=\"(/review/[0-9a-f-]{36}/(?:forward|approve))\" id")
                                .saveAs("decision"),
                        regex("name=\"version\" value=\"(\\d+)\"").saveAs("version"),
                        regex("name=\"expectedPayable\" value=\"([^\"]+)\"")
                                .withDefault("")
                                .saveAs("payable"))
                .exec(Press.think())
                .exec(press.form(
                        "decided", "#{decision}", Map.of("version", "#{version}", "expectedPayable", "#{payable}")));
    }

    private static boolean isTask(String address) {
        return address.matches(".*/review/[0-9a-f-]{36}$");
    }
}
