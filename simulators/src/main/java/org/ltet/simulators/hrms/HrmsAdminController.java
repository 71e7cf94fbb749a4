package org.ltet.simulators.hrms;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.ltet.simulators.BasicAuthentication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets a demonstrator or a test make things happen to people. */
@RestController
@RequestMapping("/hrms/admin")
final class HrmsAdminController {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    private final PeopleDirectory directory;
    private final Clock clock;

    HrmsAdminController(PeopleDirectory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping
    Map<String, Object> state() {
        return Map.of("people", directory.size());
    }

    /** For a joiner the number may be {@code new}, which takes the next free one. */
    @PostMapping("/people/{number}/events")
    Map<String, Object> happen(@PathVariable String number, @RequestBody PersonEvent event) {
        LocalDate today = LocalDate.now(clock.withZone(INDIA));
        Person after;
        if (event.kind() == PersonEvent.Kind.JOIN) {
            String own = number.equals("new") ? directory.nextNumber() : number;
            after = directory.join(event.joiner(own, directory, today));
        } else {
            after = directory.change(number, person -> event.applyTo(person, directory, today));
        }
        return Map.of("personIdExternal", after.number(), "lastModifiedDateTime", after.lastModified());
    }

    @DeleteMapping("/changes")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget() {
        directory.forgetChanges();
    }

    @ExceptionHandler({ODataException.class, IllegalArgumentException.class})
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    Map<String, String> refuse(RuntimeException refused) {
        return Map.of("error", String.valueOf(refused.getMessage()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Access {

        @Bean
        FilterRegistrationBean<BasicAuthentication> hrmsAuthentication(HrmsProperties properties) {
            return BasicAuthentication.of("hrms", properties.password(), "/hrms/odata/*");
        }
    }
}
