package org.ltet.bench;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.forever;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.core.CoreDsl.uniformRandomSwitch;
import static io.gatling.javaapi.http.HttpDsl.ByteArrayBodyPart;
import static io.gatling.javaapi.http.HttpDsl.StringBodyPart;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A member: mostly looks around; now and then fills in an application, with papers, and hands it in. */
final class Member {

    private static final String EDIT = "/applications/#{application}/edit/";
    private static final CheckBuilder VERSION =
            regex("name=\"_version\" value=\"(\\d+)\"").saveAs("version");

    /** Of a hundred errands, how many are an application from its first question to its number. */
    private static final double APPLYING = Double.parseDouble(System.getProperty("applying", "0.5"));

    private final Press press;

    Member(Press press) {
        this.press = press;
    }

    ChainBuilder whole() {
        return exec(press.arrive()).exec(forever().on(errand()));
    }

    private ChainBuilder errand() {
        return randomSwitch()
                .on(
                        percent(50).then(press.errand("schemes", schemes())),
                        percent(18).then(press.errand("home", look("home", "/"))),
                        percent(16).then(press.errand("own applications", look("own applications", "/applications"))),
                        percent(10).then(press.errand("notices", look("notices", "/inbox"))),
                        percent(6 - APPLYING).then(press.errand("profile", look("profile", "/profile"))),
                        percent(APPLYING).then(doIf("#{applies}").then(press.errand("application", application()))));
    }

    private ChainBuilder look(String name, String path) {
        return press.open(name, path).exec(Press.think());
    }

    private ChainBuilder schemes() {
        return look("schemes", "/schemes")
                .exec(uniformRandomSwitch()
                        .on(
                                look("one scheme", "/schemes/S13"),
                                look("one scheme", "/schemes/S08"),
                                look("one scheme", "/schemes/S05")));
    }

    private ChainBuilder application() {
        LocalDate discharge = LocalDate.now().minusDays(20);
        return press.open(
                        "begin",
                        "/applications/new?scheme=S13",
                        regex("name=\"beneficiary\" value=\"([^\"]+)\"").saveAs("beneficiary"))
                .exec(Press.think())
                .exec(press.form(
                        "begun", "/applications/new", Map.of("scheme", "S13", "beneficiary", "#{beneficiary}")))
                .exec(session -> session.set("application", application(session.getString("next"))))
                .exec(edit("questions", "details/stay"))
                .exec(save(
                        "questions saved",
                        "details/stay",
                        Map.of(
                                "hospital", "Jeevan Jyoti Hospital",
                                "surgery", "Hernia repair",
                                "listedDisease", "false",
                                "admissionDate", discharge.minusDays(3).toString(),
                                "dischargeDate", discharge.toString())))
                .exec(bill("ROOM_RENT", discharge, Map.of("claimed", "9,000", "quantity", "3")))
                .exec(bill("SURGEON", discharge, Map.of("claimed", "41,000")))
                .exec(edit("bills", "bills"))
                .exec(save("bills saved", "bills", Map.of()))
                .exec(edit("papers", "documents"))
                .exec(paper("HOSPITAL_BILL"))
                .exec(paper("DISCHARGE_SUMMARY"))
                .exec(edit(
                        "account",
                        "bank",
                        regex("name=\"bankAccount\" value=\"([^\"]+)\"").saveAs("account")))
                .exec(save("account saved", "bank", Map.of("bankAccount", "#{account}")))
                .exec(edit("summary", "review"))
                .exec(save("handed in", "review", Map.of("declared", "yes")))
                .exec(press.open("tracking", "/applications/#{application}", regex("LTET/[0-9-]+/S13/")))
                .exec(Press.think());
    }

    private ChainBuilder edit(String name, String step, CheckBuilder... checks) {
        CheckBuilder[] all = Arrays.copyOf(checks, checks.length + 1);
        all[checks.length] = VERSION;
        return press.open(name, EDIT + step, all).exec(Press.think());
    }

    private ChainBuilder save(String name, String step, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("_version", "#{version}");
        if (!step.equals("review")) {
            all.put("_then", "next");
        }
        return press.form(name, EDIT + step, all);
    }

    private ChainBuilder bill(String head, LocalDate day, Map<String, String> amounts) {
        Map<String, String> fields = new HashMap<>(amounts);
        fields.put("head", head);
        fields.put("billNumber", head.charAt(0) + "-#{randomInt(1,2000000000)}");
        fields.put("billDate", day.toString());
        fields.put("vendor", "Jeevan Jyoti Hospital");
        return edit("bill", "bills/new?head=" + head).exec(save("bill saved", "bills/new", fields));
    }

    private ChainBuilder paper(String type) {
        return press.sent(
                        "paper sent",
                        http("paper sent")
                                .post(EDIT + "documents/" + type)
                                .bodyPart(StringBodyPart("_csrf", "#{csrf}"))
                                .bodyPart(ByteArrayBodyPart("file", session -> Paper.scanned())
                                        .fileName(type + ".pdf")
                                        .contentType("application/pdf"))
                                .asMultipartForm())
                .exec(Press.think());
    }

    private static String application(String address) {
        return address.replaceAll(".*/applications/([0-9a-f-]{36})/.*", "$1");
    }
}
