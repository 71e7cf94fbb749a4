package org.ltet.portal.identity;

import org.ltet.portal.web.ContentPolicy;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The outer wall: who must be signed in, sessions, tokens, CSRF and response headers. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration implements WebMvcConfigurer {

    private static final String NO_CONTENT = "default-src 'none'; frame-ancestors 'none'";

    private final AccessRules accessRules;
    private final FactorRules factorRules;
    private final AskForFactor askForFactor;
    private final ApiThrottle apiThrottle;

    SecurityConfiguration(
            AccessRules accessRules, FactorRules factorRules, AskForFactor askForFactor, ApiThrottle apiThrottle) {
        this.accessRules = accessRules;
        this.factorRules = factorRules;
        this.askForFactor = askForFactor;
        this.apiThrottle = apiThrottle;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(accessRules).excludePathPatterns("/assets/**");
        registry.addInterceptor(apiThrottle).addPathPatterns("/api/**");
    }

    /** Programs show who they are in each request to these; no session, hence no forged form. */
    @Bean
    @Order(0)
    SecurityFilterChain tokenSecurity(HttpSecurity http) throws Exception {
        return http.securityMatcher("/oauth2/token", "/oauth2/revoke")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(NO_CONTENT)))
                .build();
    }

    /** Other systems sign what they send to these; no session, hence no forged form. */
    @Bean
    @Order(0)
    SecurityFilterChain hookSecurity(HttpSecurity http) throws Exception {
        return http.securityMatcher("/hooks/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(NO_CONTENT)))
                .build();
    }

    @Bean
    @Order(1)
    SecurityFilterChain apiSecurity(
            HttpSecurity http,
            ApiRejections rejections,
            @Value("${portal.api.description-open:false}") boolean descriptionOpen)
            throws Exception {
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(requests -> {
                    requests.requestMatchers("/api/v1/token", "/api/v1/access/**")
                            .permitAll();
                    if (descriptionOpen) {
                        requests.requestMatchers("/api/v1/openapi.json").permitAll();
                    }
                    requests.anyRequest().access(factorRules);
                })
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .oauth2ResourceServer(
                        server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(TokenFactors.converter()))
                                .authenticationEntryPoint(rejections)
                                .accessDeniedHandler(rejections))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(rejections).accessDeniedHandler(rejections))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(NO_CONTENT)))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pageSecurity(
            HttpSecurity http, SessionLimits limits, SignInGate gate, FormRejections rejections) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/assets/**",
                                "/sign-in",
                                "/sign-in/passkey/**",
                                "/access/**",
                                "/language",
                                "/error",
                                "/favicon.ico",
                                "/.well-known/jwks.json",
                                "/.well-known/oauth-authorization-server",
                                "/actuator/health/**")
                        .permitAll()
                        .requestMatchers(AskForFactor.PAGE, AskForFactor.PAGE + "/**", "/account/session")
                        .authenticated()
                        .anyRequest()
                        .access(factorRules))
                .exceptionHandling(handling -> FactorRules.SECOND.forEach(
                        factor -> handling.defaultDeniedHandlerForMissingAuthority(askForFactor, factor)))
                .formLogin(form -> form.loginPage("/sign-in")
                        .loginProcessingUrl("/sign-in")
                        .usernameParameter("number")
                        .passwordParameter("password")
                        .defaultSuccessUrl("/")
                        .failureHandler(failures()))
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?signedOut"))
                .addFilterAfter(limits, HeaderWriterFilter.class)
                .addFilterBefore(gate, UsernamePasswordAuthenticationFilter.class)
                .exceptionHandling(
                        handling -> handling.defaultAccessDeniedHandlerFor(rejections, AnyRequestMatcher.INSTANCE))
                .sessionManagement(sessions -> sessions.sessionFixation(fixation -> fixation.changeSessionId()))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(ContentPolicy.ofPages()))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(
                                permissions -> permissions.policy("camera=(self), geolocation=(), microphone=()")))
                .build();
    }

    private static AuthenticationFailureHandler failures() {
        return (request, response, failure) -> {
            if (failure instanceof TooManyAttempts tooMany) {
                response.setHeader(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(tooMany.retryAfter().toSeconds()));
                response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
                return;
            }
            response.sendRedirect(
                    switch (failure) {
                        case LockedException locked -> "/sign-in?locked";
                        case OutsideNetwork outside -> "/sign-in?outside";
                        default -> "/sign-in?failed";
                    });
        };
    }
}
