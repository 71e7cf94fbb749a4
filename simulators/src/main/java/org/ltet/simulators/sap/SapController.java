package org.ltet.simulators.sap;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ltet.simulators.BasicAuthentication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Journal entries: 201 for a new document, 200 for one that was posted before under the same key. */
@RestController
final class SapController {

    private static final int MOST_LISTED = 500;

    private final Books books;

    SapController(Books books) {
        this.books = books;
    }

    @PostMapping("/sap/opu/journal-entries")
    ResponseEntity<JournalEntry> post(
            @RequestHeader("Idempotency-Key") String key, @RequestBody JournalEntry.Order order) {
        return answer(books.post(key, order));
    }

    @PostMapping("/sap/opu/journal-entries/{company}/{year}/{document}/reversals")
    ResponseEntity<JournalEntry> reverse(
            @RequestHeader("Idempotency-Key") String key,
            @PathVariable String company,
            @PathVariable int year,
            @PathVariable String document,
            @RequestBody JournalEntry.Reversal reversal) {
        return answer(books.reverse(key, new JournalEntry.Key(company, year, document), reversal));
    }

    @GetMapping("/sap/opu/journal-entries/{company}/{year}/{document}")
    ResponseEntity<JournalEntry> entry(
            @PathVariable String company, @PathVariable int year, @PathVariable String document) {
        return ResponseEntity.of(Optional.ofNullable(books.find(new JournalEntry.Key(company, year, document))));
    }

    @GetMapping({"/sap/opu/journal-entries/totals", "/sap/admin/totals"})
    List<DayTotal> totals(
            @RequestParam String companyCode,
            @RequestParam String documentType,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to) {
        return books.totals(companyCode, documentType, from, to);
    }

    @GetMapping({"/sap/opu/journal-entries", "/sap/admin/journal-entries"})
    List<JournalEntry> entries(
            @RequestParam(required = false) @Nullable String companyCode,
            @RequestParam(required = false) @Nullable String reference,
            @RequestParam(defaultValue = "50") int limit) {
        return books.newest(companyCode, reference, Math.clamp(limit, 1, MOST_LISTED));
    }

    /** As after its keys have expired: what is told again under one of them is new to it. */
    @DeleteMapping("/sap/admin/keys")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgetKeys() {
        books.forgetKeys();
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refuse(Books.RefusedException refused) {
        return ResponseEntity.status(refused.status)
                .body(Map.of("error", Map.of("message", String.valueOf(refused.getMessage()))));
    }

    private static ResponseEntity<JournalEntry> answer(Books.Posting posting) {
        return ResponseEntity.status(posting.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(posting.entry());
    }

    @Configuration(proxyBeanMethods = false)
    static class Access {

        @Bean
        FilterRegistrationBean<BasicAuthentication> sapAuthentication(SapProperties properties) {
            return BasicAuthentication.of("sap", properties.password(), "/sap/opu/*");
        }
    }
}
